//! The web pages: the archive as a record that can be read, quoted and checked.
//!
//! Takes an archive and an address, serves pages until interrupted: to this machine, or to whoever logs in. Rendered here, without JavaScript; every page is also
//! data at the same address with `.json`. Blocking work (the archive, templates) runs off the threads that answer. Refuses
//! requests under a foreign host name, and everything but reading and a person's decision on a statement.

mod answer;
mod assets;
mod attempts;
mod chart;
mod citing;
mod csv;
mod door;
mod feed;
mod filing;
mod guard;
mod guest;
mod kept;
mod login;
mod marked;
mod minimap;
mod picture;
mod review;
mod saved;
mod sessions;
mod suggest;
mod told;
mod tongue;
mod typed;
mod views;
mod words;

use crate::failure::Failure;
use answer::{Form, Made};
use anyhow::Context;
use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, FromRequestParts, Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, Response, header, request::Parts},
    middleware,
    routing::{get, post},
};
use door::Door;
pub(crate) use door::Entrance;
use guest::Guest;
use kept::{Kept, Question, Turn};
use login::Posted;
use onrecord_archive::{Access, Archive, Decision, Filter};
use review::{Filled, Review};
use serde::{Deserialize, Serialize};
use std::{convert::Infallible, future::Future, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use views::Fault;

/// The port to try first when none is asked for; not registered with anyone we know of, picked by gut.
pub(crate) const PORT: u16 = 4343;
/// Pages made at the same time, at least and at most; between them two for each processor. More would only hold more memory.
const WORKERS: [usize; 2] = [3, 8];
/// Bytes of a form that are read.
const MOST_FORM: usize = 16 * 1024;
/// The cookie that keeps the name of who decides.
const WHO: &str = "who";
/// How often the search index takes in what other processes added.
const INDEX_EVERY: Duration = Duration::from_secs(1);
/// How long a page in the making may take after the interrupt.
const GRACE: Duration = Duration::from_secs(3);

/// What to serve, and where.
#[derive(Clone, Debug)]
pub(crate) struct ServeConfig {
    /// The archive's folder; it must exist.
    pub(crate) archive: PathBuf,
    /// By which address and names it is reached.
    pub(crate) entrance: Entrance,
    /// The port; 0 = any free one. None: [`PORT`], or on loopback any free one where that is taken.
    pub(crate) port: Option<u16>,
}

/// Serves until Ctrl-C (or a request to terminate). `ready` is told the address once requests are answered.
pub(crate) fn serve(config: &ServeConfig, ready: impl FnOnce(SocketAddr)) -> Result<(), Failure> {
    let archive = Arc::new(Archive::open(&config.archive, Access::Serve)?);
    let door = Arc::new(Door::of(config.entrance.clone(), &config.archive)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(workers())
        .enable_all()
        .build()
        .context("cannot start the threads of the server")?;
    let served: anyhow::Result<()> = runtime.block_on(async {
        let listener = listen(config).await?;
        ready(listener.local_addr().context("cannot tell the server's own address")?);
        let indexing = tokio::spawn(keep_indexed(Arc::clone(&archive)));
        let review = Arc::new(Review::of(config.archive.clone()));
        let pages = Pages { archive, review, door, memo: Arc::default(), kept: Arc::default() };
        let done = run(listener, router(pages), interrupted()).await;
        indexing.abort();
        done
    });
    Ok(served?)
}

fn workers() -> usize {
    let [least, most] = WORKERS;
    std::thread::available_parallelism().map_or(least, |processors| (2 * processors.get()).clamp(least, most))
}

async fn listen(config: &ServeConfig) -> anyhow::Result<TcpListener> {
    let (ip, port) = (config.entrance.ip, config.port);
    let wanted = SocketAddr::from((ip, port.unwrap_or(PORT)));
    match TcpListener::bind(wanted).await {
        Ok(listener) => Ok(listener),
        // Others must find the server where they were told it is: for them it looks for no other port.
        Err(_) if port.is_none() && ip.is_loopback() => TcpListener::bind((ip, 0)).await.context("no port is free"),
        Err(error) => Err(error).with_context(|| format!("cannot listen on `{wanted}`")),
    }
}

/// Answers requests until `stop`, then lets those under way finish, within reason.
async fn run(listener: TcpListener, pages: Router, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
    let (tell, told) = tokio::sync::oneshot::channel::<()>();
    let pages = pages.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, pages).with_graceful_shutdown(async {
        let _ = told.await;
    });
    let mut serving = std::pin::pin!(serving.into_future());
    tokio::select! {
        done = &mut serving => return done.context("the server stopped"),
        () = stop => {}
    }
    let _ = tell.send(());
    match tokio::time::timeout(GRACE, serving).await {
        Ok(done) => done.context("the server did not stop well"),
        Err(_) => Ok(()),
    }
}

/// Ends at Ctrl-C or, where there is such a thing, the request to terminate.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Takes into the search index what was added beside the server. A failure is tried again at the next turn: the pages go on.
async fn keep_indexed(archive: Arc<Archive>) {
    let mut turn = tokio::time::interval(INDEX_EVERY);
    turn.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turn.tick().await;
        let archive = Arc::clone(&archive);
        let _ = tokio::task::spawn_blocking(move || archive.index()).await;
    }
}

#[derive(Clone)]
struct Pages {
    archive: Arc<Archive>,
    review: Arc<Review>,
    door: Arc<Door>,
    memo: Arc<views::beside::Memo>,
    kept: Arc<Kept>,
}

/// What an address may say after its `?`.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    page: Option<String>,
    at: Option<String>,
    show: Option<String>,
    url: Option<String>,
    view: Option<String>,
    min: Option<String>,
    format: Option<String>,
    from: Option<String>,
    /// Where the cut ends; or the page that is wanted after the log-in.
    to: Option<String>,
}

/// A request for a page, taken apart: what every handler needs.
struct Call {
    pages: Pages,
    asked: Asked,
    guest: Guest,
    head: HeaderMap,
    form: Form,
    /// Path and query, where the answer may be given again.
    address: Option<String>,
}

impl FromRequestParts<Pages> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, pages: &Pages) -> Result<Call, Infallible> {
        Ok(Call {
            pages: pages.clone(),
            // A query string that makes no sense asks for nothing.
            asked: Query::try_from_uri(&parts.uri).map(|Query(asked)| asked).unwrap_or_default(),
            guest: Guest::asking(&parts.extensions, &parts.uri, &parts.headers),
            head: parts.headers.clone(),
            form: Form::split(parts.uri.path()).1,
            address: parts.uri.path_and_query().map(ToString::to_string),
        })
    }
}

fn router(pages: Pages) -> Router {
    let door = Arc::clone(&pages.door);
    let mut router = Router::new()
        .route("/", get(today))
        .route("/today.json", get(today))
        .route("/today.csv", get(today))
        .route("/today.atom", get(found))
        .route("/search", get(search))
        .route("/search.json", get(search))
        .route("/search.csv", get(search))
        .route("/search.atom", get(found))
        .route("/suggest.json", get(suggest))
        .route("/a/{id}", get(article))
        .route("/s/{id}", get(statement))
        .route("/s/{id}/card", get(card))
        .route("/oembed", get(embed))
        .route("/who/{id}", get(speaker))
        .route("/who/{id}/same", get(same))
        .route("/who/{id}/same.json", get(same))
        .route("/who", post(filing::file))
        .route("/who/{id}/relations.csv", get(relations))
        .route("/versions", get(versions))
        .route("/versions.json", get(versions))
        .route("/versions.csv", get(versions))
        .route("/v/{pair}", get(pair))
        .route("/changes.atom", get(changes))
        .route("/sources", get(sources))
        .route("/sources.json", get(sources))
        .route("/sources.csv", get(sources))
        .route("/figures", get(figures))
        .route("/figures.json", get(figures))
        .route("/figures.csv", get(figures))
        .route("/demands", get(demands))
        .route("/demands.json", get(demands))
        .route("/demands.csv", get(demands))
        .route("/incidents", get(incidents))
        .route("/incidents.json", get(incidents))
        .route("/incidents.csv", get(incidents))
        .route("/method", get(method))
        .route("/method.json", get(method))
        .route("/method.csv", get(method))
        .route("/review", get(review).post(decide))
        .route("/review.json", get(review))
        .route("/saved", get(searches).post(saved::act))
        .route("/saved.json", get(searches))
        .route("/saved.csv", get(searches))
        .route("/healthz", get(healthz))
        .route("/assets/{name}", get(asset))
        .fallback(no_page);
    if door.logs_in() {
        router = router
            .route(guard::LOG_IN, get(login::page).post(login::log_in))
            .route(guard::LOG_OUT, post(login::log_out));
    }
    router
        .with_state(pages)
        .layer(DefaultBodyLimit::max(MOST_FORM))
        .layer(middleware::from_fn_with_state(door, guard::guard))
        .layer(CompressionLayer::new())
}

impl Call {
    /// Makes a page off the threads that answer. The view gets the archive, what the address says, and who asks.
    async fn page<V, F>(self, view: F) -> Response<Body>
    where
        V: Template + Serialize,
        F: FnOnce(&Archive, &Asked, Guest) -> Result<V, Fault> + Send + 'static,
    {
        let form = self.form;
        self.made(move |archive, asked, guest| Made::of(&view(archive, asked, guest)?, form)).await
    }

    /// Likewise something that is no page. What was made for the same question is given again while nothing was written.
    async fn made<F>(self, make: F) -> Response<Body>
    where
        F: FnOnce(&Archive, &Asked, Guest) -> Result<Made, Fault> + Send + 'static,
    {
        let question = self.address.as_deref().and_then(|at| Question::of(at, &self.guest, &known_name(&self)));
        let Call { pages, asked, guest, head, form, .. } = self;
        let made = tokio::task::spawn_blocking(move || {
            let now = question.and_then(|question| Some((pages.archive.moment().ok()?, question)));
            let making = match now.as_ref().map(|(moment, question)| pages.kept.turn(moment, question)) {
                Some(Turn::Known(made)) => return made,
                Some(Turn::Make(making)) => Some(making),
                None => None,
            };
            let made =
                make(&pages.archive, &asked, guest.clone()).unwrap_or_else(|fault| Made::fault(&fault, form, &guest));
            if let Some((moment, question)) = &now {
                pages.kept.keep(moment, question.clone(), &made);
            }
            drop(making);
            made
        });
        made.await.unwrap_or_else(|_| Made::broken()).respond(&head)
    }

    /// A call whose answer is made anew each time.
    fn anew(self) -> Call {
        Call { address: None, ..self }
    }
}

impl Asked {
    /// What `show=all` asks for; else what is usual.
    fn filter(&self) -> Filter {
        if self.show.as_deref() == Some(views::ALL) { Filter::everything() } else { Filter::usual() }
    }

    fn url(&self) -> &str {
        self.url.as_deref().unwrap_or("")
    }

    fn view(&self) -> &str {
        self.view.as_deref().unwrap_or("")
    }

    /// The page of a list, counted from 1; nonsense is the first.
    fn page(&self) -> usize {
        self.page
            .as_deref()
            .and_then(|page| page.parse().ok())
            .filter(|page| (1..=1_000_000).contains(page))
            .unwrap_or(1)
    }
}

async fn today(call: Call) -> Response<Body> {
    let memo = Arc::clone(&call.pages.memo);
    // It has a memory of its own, which may be a second behind.
    let view = move |archive: &Archive, asked: &Asked, guest| {
        views::today::view(archive, &memo, guest, &asked.filter(), asked.page())
    };
    call.anew().page(view).await
}

async fn search(call: Call) -> Response<Body> {
    call.page(|archive, asked, guest| views::search::view(archive, guest, &asked.q, asked.page())).await
}

async fn article(Path(name): Path<String>, call: Call) -> Response<Body> {
    let id = Form::split(&name).0.to_owned();
    call.page(move |archive, asked, guest| {
        views::article::view(archive, guest, &id, asked.filter(), asked.page(), asked.at.as_deref())
    })
    .await
}

async fn statement(Path(name): Path<String>, call: Call) -> Response<Body> {
    for form in ["bib", "csl.json"] {
        if let Some(id) = name.strip_suffix(form).and_then(|id| id.strip_suffix('.')) {
            let id = id.to_owned();
            return call
                .made(move |archive, _, guest| views::statement::citation_file(archive, guest, &id, form))
                .await;
        }
    }
    let id = Form::split(&name).0.to_owned();
    call.page(move |archive, _, guest| views::statement::view(archive, guest, &id)).await
}

async fn card(Path(id): Path<String>, call: Call) -> Response<Body> {
    call.page(move |archive, _, guest| views::statement::card(archive, guest, &id)).await
}

async fn embed(call: Call) -> Response<Body> {
    let form = |asked: &Asked| asked.format.clone().unwrap_or_default();
    call.made(move |archive, asked, guest| views::statement::embed(archive, guest, asked.url(), &form(asked))).await
}

async fn speaker(Path(name): Path<String>, call: Call) -> Response<Body> {
    let id = Form::split(&name).0.to_owned();
    call.page(move |archive, asked, guest| views::speaker::view(archive, guest, &id, &asked.filter(), asked.page()))
        .await
}

async fn relations(Path(id): Path<String>, call: Call) -> Response<Body> {
    call.made(move |archive, _, _| Ok(Made::csv(views::relations::csv(archive, &id)?))).await
}

async fn same(Path(id): Path<String>, call: Call) -> Response<Body> {
    let who = known_name(&call);
    call.page(move |archive, asked, guest| views::same::view(archive, guest, &id, asked.page(), who)).await
}

async fn versions(call: Call) -> Response<Body> {
    call.page(|archive, asked, guest| views::versions::of_address(archive, guest, asked.url(), asked.view())).await
}

async fn pair(Path(name): Path<String>, call: Call) -> Response<Body> {
    let pair = Form::split(&name).0.to_owned();
    call.page(move |archive, asked, guest| views::versions::of_pair(archive, guest, &pair, asked.view())).await
}

/// The feed of a search: what was added last.
async fn found(call: Call) -> Response<Body> {
    call.made(|archive, asked, guest| feed::found(archive, guest.tongue, &asked.q, &guest.origin)).await
}

async fn suggest(call: Call) -> Response<Body> {
    call.made(|archive, asked, guest| Made::data(&suggest::suggestions(archive, guest.tongue, &asked.q)?)).await
}

/// The feed of changes.
async fn changes(call: Call) -> Response<Body> {
    call.made(|archive, asked, guest| {
        let wanted = feed::Wanted {
            tongue: guest.tongue,
            url: asked.url().to_owned(),
            min: asked.min.as_deref().and_then(|min| min.parse().ok()).unwrap_or(0),
            origin: guest.origin,
        };
        feed::changes(archive, &wanted)
    })
    .await
}

async fn sources(call: Call) -> Response<Body> {
    call.page(|archive, _, guest| views::sources::view(archive, guest)).await
}

async fn searches(call: Call) -> Response<Body> {
    call.page(|archive, _, guest| views::saved::view(archive, guest)).await
}

async fn figures(call: Call) -> Response<Body> {
    if call.form == Form::Csv {
        return call.made(|archive, asked, _| Ok(Made::csv(views::figures::csv(archive, &asked.q)?))).await;
    }
    call.page(|archive, asked, guest| views::figures::view(archive, guest, &asked.q, asked.page())).await
}

async fn demands(call: Call) -> Response<Body> {
    if call.form == Form::Csv {
        return call.made(|archive, asked, _| Ok(Made::csv(views::demands::csv(archive, &asked.q)?))).await;
    }
    call.page(|archive, asked, guest| views::demands::view(archive, guest, &asked.q, asked.page())).await
}

async fn incidents(call: Call) -> Response<Body> {
    if call.form == Form::Csv {
        return call.made(|archive, asked, _| Ok(Made::csv(views::incidents::csv(archive, &asked.q)?))).await;
    }
    call.page(|archive, asked, guest| views::incidents::view(archive, guest, &asked.q, asked.page())).await
}

async fn method(call: Call) -> Response<Body> {
    call.page(|archive, _, guest| views::method::view(archive, guest)).await
}

async fn review(call: Call) -> Response<Body> {
    let who = known_name(&call);
    call.page(move |archive, asked, guest| {
        let place = |value: &Option<String>| value.as_deref().and_then(|value| value.parse().ok());
        let edges = place(&asked.from).zip(place(&asked.to));
        views::review::view(archive, guest, views::review::Wanted { at: asked.at.clone(), edges, who })
    })
    .await
}

/// Keeps a decision, then shows what waits next; after new edges or another speaker the same statement, to be judged.
async fn decide(Posted { call, body }: Posted) -> Response<Body> {
    let Call { pages, guest, head, .. } = call;
    let mut filled = Filled::parse(&body);
    let typed = own_name(&guest, &mut filled.who);
    let decided = tokio::task::spawn_blocking(move || -> Result<String, Made> {
        let id = pages.review.decide(&filled, guest.tongue).map_err(|fault| Made::fault(&fault, Form::Html, &guest))?;
        let stays = !matches!(filled.verdict.as_str(), Decision::ACCEPTED | Decision::REJECTED);
        Ok(if stays { words::link("/review", &[("at", id.as_str())]) } else { "/review".to_owned() })
    });
    match decided.await {
        Ok(Ok(next)) => decided_by(guard::see_other(&next), typed.as_deref()),
        Ok(Err(fault)) => fault.respond(&head),
        Err(_) => Made::broken().respond(&head),
    }
}

/// The name under which decisions are kept, as far as it is known: by which somebody logged in, else as it was typed before.
fn known_name(call: &Call) -> String {
    let own = call.guest.caller.name().map(str::to_owned);
    own.or_else(|| guest::cookie(&call.head, WHO).map(unescaped)).unwrap_or_default()
}

/// Whoever logged in decides under that name, whatever the form says; elsewhere gives the name that was typed, to be remembered.
fn own_name(guest: &Guest, who: &mut String) -> Option<String> {
    match guest.caller.name() {
        Some(own) => {
            own.clone_into(who);
            None
        }
        None => Some(who.clone()),
    }
}

/// Lets the browser remember a name that was typed.
fn decided_by(mut response: Response<Body>, typed: Option<&str>) -> Response<Body> {
    if let Some(who) = typed {
        let escaped: String = url::form_urlencoded::byte_serialize(who.as_bytes()).collect();
        let cookie = format!("{WHO}={escaped}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// A cookie's value as it was before [`decided_by`] escaped it.
fn unescaped(value: &str) -> String {
    let pair = format!("v={value}");
    url::form_urlencoded::parse(pair.as_bytes()).next().map_or_else(String::new, |(_, value)| value.into_owned())
}

/// Whether the archive still answers, for programs that watch: the format's number, which costs one read.
async fn healthz(State(pages): State<Pages>) -> Response<Body> {
    let status = tokio::task::spawn_blocking(move || pages.archive.status()).await;
    let (code, body) = match status {
        Ok(Ok(_)) => (200, "ok\n".to_owned()),
        Ok(Err(error)) => (500, format!("{error}\n")),
        Err(_) => (500, "the archive did not answer\n".to_owned()),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = axum::http::StatusCode::from_u16(code).unwrap_or_default();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn asset(request: Request) -> Response<Body> {
    let Some(asset) = assets::find(request.uri().path()) else { return no_page(request).await };
    kept_for_good(asset)
}

fn kept_for_good(asset: &'static assets::Asset) -> Response<Body> {
    let mut response = Response::new(Body::from(asset.body.as_ref()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, forever);
    response
}

async fn no_page(request: Request) -> Response<Body> {
    let (uri, head) = (request.uri(), request.headers());
    let (guest, (_, form)) = (Guest::asking(request.extensions(), uri, head), Form::split(uri.path()));
    Made::fault(&Fault::no_page(guest.tongue, uri.path()), form, &guest).respond(head)
}
