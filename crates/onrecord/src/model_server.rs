//! A bigger model on this machine, asked for statements beside the built-in reader's.
//!
//! Speaks to any server with OpenAI's chat interface (llama.cpp, Ollama, vLLM and others offer it): one `POST …/chat/completions` for
//! each few thousand characters of an article. Only a server on this machine is asked: what you read is nobody else's affair. Its answer
//! is taken as proposals; that every word of them is printed in the article is checked by [`onrecord_reading::read_with`].

use crate::failure::Failure;
use onrecord_archive::http;
use onrecord_page::Article;
use onrecord_reading::{Proposal, Proposer};
use serde::Deserialize;
use serde_json::json;
use std::{
    io::{self, Read, Write},
    net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs},
    time::{Duration, Instant},
};
use url::Url;

/// Characters of an article that are asked about at a time: small models have small windows.
const PART: usize = 6_000;
/// How long one answer may take. A large model on a small machine writes a few words a second.
const PATIENCE: Duration = Duration::from_secs(300);
/// Bytes that an answer may have.
const LONGEST: usize = 4 << 20;
/// How sure a model is that does not say.
const UNSAID: f32 = 0.7;

/// What to ask it for. The names of the fields are those of [`Said`].
const TASK: &str = "You mark reported speech. From the news text that follows, list every statement that the text ascribes to somebody: \
    direct and indirect quotations, claims, demands. Copy words exactly as printed, character by character; never translate, shorten or \
    correct. Answer with JSON alone: {\"statements\": [{\"source\": the words that name the speaker, or null, \"cue\": the words of saying, or \
    null, \"content\": [what is said, in one piece or several], \"confidence\": 0 to 1}]}. If there is none, the list is empty.";

/// The server and the model to use there.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct ModelArgs {
    /// Also ask a model on this machine: the address of a server with OpenAI's interface, as http://127.0.0.1:8080/v1
    #[arg(long, value_name = "URL")]
    model_server: Option<String>,

    /// Which of the server's models to ask
    #[arg(long, value_name = "NAME", requires = "model_server", default_value = "default")]
    model: String,
}

impl ModelArgs {
    /// The server, if one is wanted; asks it for a sign of life.
    pub(crate) fn connect(&self) -> Result<Option<ModelServer>, Failure> {
        self.model_server.as_deref().map(|address| ModelServer::at(address, &self.model)).transpose()
    }
}

/// A server on this machine.
#[derive(Clone, Debug)]
pub(crate) struct ModelServer {
    address: SocketAddr,
    host: String,
    path: String,
    model: String,
    name: String,
}

impl ModelServer {
    /// Refuses an address that is not this machine's, and a server that is not there.
    pub(crate) fn at(address: &str, model: &str) -> Result<ModelServer, Failure> {
        let hint = "the address looks like http://127.0.0.1:8080/v1";
        let fail =
            |why: &dyn std::fmt::Display| Failure::new(format_args!("cannot use the model at `{address}`: {why}"));
        let url = Url::parse(address).map_err(|e| fail(&e).hint(hint))?;
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
            return Err(fail(&"it names no host").hint(hint));
        };
        if url.scheme() != "http" {
            return Err(fail(&"only http is spoken within this machine").hint(hint));
        }
        let bare = host.trim_matches(['[', ']']);
        let mut found = (bare, port).to_socket_addrs().map_err(|e| fail(&e).hint(hint))?;
        let Some(address) = found.find(|a| is_this_machine(a.ip())) else {
            return Err(
                fail(&"it is not on this machine").hint("pages are shown to no other computer; run the model here")
            );
        };
        TcpStream::connect_timeout(&address, Duration::from_secs(3))
            .map_err(|e| fail(&e).hint("start the server first"))?;
        let path = format!("{}/chat/completions", url.path().trim_end_matches('/'));
        let plain = |c: char| if c.is_ascii_alphanumeric() || ".-_:".contains(c) { c } else { '-' };
        let name = model.chars().map(plain).collect();
        Ok(ModelServer { address, host: format!("{host}:{port}"), path, model: model.to_owned(), name })
    }

    /// The model's answer to a piece of text.
    fn ask(&self, text: &str) -> Result<Vec<Proposal>, String> {
        let body = json!({
            "model": self.model, "temperature": 0, "stream": false, "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": TASK}, {"role": "user", "content": text}],
        });
        let bytes = self.post(body.to_string().as_bytes()).map_err(|e| e.to_string())?;
        let (head, body) = http::read(&bytes, LONGEST).map_err(|e| e.to_string())?;
        if head.status != 200 {
            let said: String = String::from_utf8_lossy(&body).chars().take(200).collect();
            return Err(format!("it answered {}: {said}", head.status));
        }
        let completion: Completion = serde_json::from_slice(&body).map_err(|e| e.to_string())?;
        let answer = completion.choices.into_iter().next().ok_or("its answer is empty")?.message.content;
        let json = answer.find('{').zip(answer.rfind('}')).and_then(|(first, last)| answer.get(first..=last));
        let list: List =
            serde_json::from_str(json.unwrap_or(&answer)).map_err(|e| format!("not the JSON asked for: {e}"))?;
        Ok(list.statements.into_iter().map(Said::proposal).collect())
    }

    fn post(&self, body: &[u8]) -> io::Result<Vec<u8>> {
        let started = Instant::now();
        let mut stream = TcpStream::connect_timeout(&self.address, Duration::from_secs(3))?;
        stream.set_write_timeout(Some(Duration::from_secs(30)))?;
        let (path, host, length) = (&self.path, &self.host, body.len());
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
             Accept: application/json\r\nConnection: close\r\n\r\n"
        )?;
        stream.write_all(body)?;
        let mut answer = Vec::new();
        let mut some = [0; 16 << 10];
        loop {
            let left = PATIENCE.checked_sub(started.elapsed()).filter(|left| !left.is_zero());
            stream.set_read_timeout(Some(left.ok_or_else(|| io::Error::other("it took too long"))?))?;
            match stream.read(&mut some)? {
                0 => return Ok(answer),
                n => answer.extend_from_slice(&some[..n]),
            }
            if answer.len() > LONGEST {
                return Err(io::Error::other("its answer is too long"));
            }
        }
    }
}

impl Proposer for ModelServer {
    fn name(&self) -> &str {
        &self.name
    }

    fn propose(&self, article: &Article) -> Result<Vec<Proposal>, String> {
        let mut proposals = Vec::new();
        for part in parts(article.text.as_str()) {
            proposals.extend(self.ask(part)?);
        }
        Ok(proposals)
    }
}

/// The text in parts of whole paragraphs, as far as paragraphs are short enough.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let most = rest.char_indices().nth(PART).map_or(rest.len(), |(at, _)| at);
        let whole =
            if most == rest.len() { most } else { rest[..most].rfind("\n\n").filter(|at| *at > 0).unwrap_or(most) };
        let (part, after) = rest.split_at(whole);
        parts.push(part.trim());
        rest = after.trim_start();
    }
    parts
}

fn is_this_machine(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

#[derive(Deserialize)]
struct List {
    #[serde(default)]
    statements: Vec<Said>,
}

#[derive(Deserialize)]
struct Said {
    source: Option<String>,
    cue: Option<String>,
    content: Pieces,
    confidence: Option<f32>,
}

/// Models forget the brackets around a single piece.
#[derive(Deserialize)]
#[serde(untagged)]
enum Pieces {
    One(String),
    Several(Vec<String>),
}

impl Said {
    fn proposal(self) -> Proposal {
        let content = match self.content {
            Pieces::One(piece) => vec![piece],
            Pieces::Several(pieces) => pieces,
        };
        Proposal { source: self.source, cue: self.cue, content, confidence: self.confidence.unwrap_or(UNSAID) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_page::{Capture, PageConfig, parse};
    use onrecord_reading::{Models, read_with};
    use std::{net::TcpListener, thread};

    /// A server that gives `answers` one after another and returns what it was asked.
    fn server(answers: Vec<String>) -> (ModelServer, thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}/v1", listener.local_addr().expect("bound"));
        let serve = move || {
            let _sign_of_life = listener.accept();
            let answered = answers.iter().map(|answer| {
                let (mut stream, _) = listener.accept().expect("a client");
                let mut asked = Vec::new();
                let mut some = [0; 4096];
                while !asked.ends_with(b"}") {
                    let n = stream.read(&mut some).expect("a request");
                    asked.extend_from_slice(&some[..n]);
                }
                stream.write_all(answer.as_bytes()).expect("a reader");
                String::from_utf8(asked).expect("UTF-8")
            });
            answered.collect()
        };
        let asked = thread::spawn(serve);
        (ModelServer::at(&address, "tiny model").expect("it is there"), asked)
    }

    fn completion(content: &str) -> String {
        let body = json!({"choices": [{"message": {"role": "assistant", "content": content}}]}).to_string();
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    }

    fn article(text: &str) -> Article {
        let config = PageConfig { plain: true, ..PageConfig::default() };
        parse(&Capture::new(text.as_bytes().to_vec()), &config).value.articles.remove(0)
    }

    #[test]
    fn printed_words_are_taken_and_invented_ones_refused() {
        let answer = "```json\n{\"statements\": [\
            {\"source\": \"Ada Quill\", \"cue\": \"in her words\", \"content\": \"a bridge too narrow\"},\
            {\"source\": \"Ada Quill\", \"cue\": \"in her words\", \"content\": [\"the bridge is unsafe\"], \"confidence\": 0.9}]}\n```";
        let (model, asked) = server(vec![completion(answer)]);
        let article = article("It was, in her words, a bridge too narrow: Ada Quill had measured it.");
        let proposals = model.propose(&article).expect("an answer");
        let reading = read_with(&article, &Models::rules(), model.name(), &proposals);
        let said: Vec<&str> = reading.statements.iter().map(|s| article.text.slice(s.content.spans[0])).collect();
        assert_eq!(said, ["a bridge too narrow"]);
        assert_eq!(reading.notes[0].code, "proposal-not-verbatim");
        assert!(reading.reader.as_str().ends_with("+tiny-model"));
        let asked = asked.join().expect("it ended");
        assert!(asked[0].starts_with("POST /v1/chat/completions HTTP/1.1\r\n") && asked[0].contains("had measured it"));
    }

    #[test]
    fn what_goes_wrong_is_said_in_words() {
        let busy = "HTTP/1.1 503 Busy\r\nContent-Length: 12\r\n\r\nmodel loading".to_owned();
        let (model, _asked) = server(vec![busy, completion("I cannot help with that."), "nonsense".to_owned()]);
        let article = article("Words.");
        let wrong = || model.propose(&article).expect_err("no answer");
        assert!(wrong().starts_with("it answered 503: model load"));
        assert!(wrong().starts_with("not the JSON asked for"));
        assert!(!wrong().is_empty());
        assert!(!wrong().is_empty(), "the server is gone");
    }

    #[test]
    fn no_other_machine_is_asked() {
        for (address, why) in [
            ("http://192.0.2.7:8080/v1", "not on this machine"),
            ("https://127.0.0.1:8080/v1", "only http"),
            ("127.0.0.1:8080", "relative URL"),
            ("http://127.0.0.1:1/v1", "refused"),
        ] {
            let failure = ModelServer::at(address, "any").expect_err("refused").message();
            assert!(failure.contains(why), "{failure}");
        }
    }

    #[test]
    fn a_long_text_goes_in_parts_of_whole_paragraphs() {
        let text = format!("{}\n\n{}\n\n{}", "a".repeat(4000), "b".repeat(4000), "c".repeat(9000));
        let lengths: Vec<usize> = parts(&text).iter().map(|p| p.len()).collect();
        assert_eq!(lengths, [4000, 4000, 6000, 3000]);
    }
}
