//! The web pages: the archive as a record that can be read, quoted and checked.
//!
//! Takes an archive and a port, serves pages on loopback until interrupted. Rendered here, without JavaScript; every page is also
//! data at the same address with `.json`. Blocking work (the archive, templates) runs off the threads that answer. Refuses
//! requests under a foreign host name, and everything but reading.

mod answer;
mod assets;
mod chart;
mod feed;
mod guard;
mod marked;
mod typed;
mod views;
mod words;

use answer::{Form, Made};
use anyhow::Context;
use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, Response, Uri, header},
    middleware,
    routing::get,
};
use onrecord_archive::{Access, Archive, Filter};
use serde::{Deserialize, Serialize};
use std::{
    future::Future,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use views::Fault;

/// The port to try first when none is asked for; not registered with anyone we know of, picked by gut.
pub(crate) const PORT: u16 = 4343;
/// Pages made at the same time. SQLite readers don't block each other, but memory should stay small.
const WORKERS: usize = 8;
/// How often the search index takes in what other processes added.
const INDEX_EVERY: Duration = Duration::from_secs(1);
/// How long a page in the making may take after the interrupt.
const GRACE: Duration = Duration::from_secs(3);

/// What to serve, and where.
#[derive(Clone, Debug)]
pub(crate) struct ServeConfig {
    /// The archive's folder; it must exist.
    pub(crate) archive: PathBuf,
    /// The port on 127.0.0.1; 0 = any free one. None: [`PORT`], or any free one where that is taken.
    pub(crate) port: Option<u16>,
}

/// Serves until Ctrl-C (or a request to terminate). `ready` is told the address once requests are answered.
pub(crate) fn serve(config: &ServeConfig, ready: impl FnOnce(SocketAddr)) -> anyhow::Result<()> {
    let archive = Arc::new(Archive::open(&config.archive, Access::Serve)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(WORKERS)
        .enable_all()
        .build()
        .context("cannot start the threads of the server")?;
    runtime.block_on(async {
        let listener = listen(config.port).await?;
        ready(listener.local_addr().context("cannot tell the server's own address")?);
        let indexing = tokio::spawn(keep_indexed(Arc::clone(&archive)));
        let done = run(listener, router(archive), interrupted()).await;
        indexing.abort();
        done
    })
}

async fn listen(port: Option<u16>) -> anyhow::Result<TcpListener> {
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port.unwrap_or(PORT)));
    match TcpListener::bind(wanted).await {
        Ok(listener) => Ok(listener),
        Err(_) if port.is_none() => TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("no port is free"),
        Err(error) => Err(error).with_context(|| format!("cannot listen on `{wanted}`")),
    }
}

/// Answers requests until `stop`, then lets those under way finish, within reason.
async fn run(listener: TcpListener, pages: Router, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
    let (tell, told) = tokio::sync::oneshot::channel::<()>();
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
}

fn router(archive: Arc<Archive>) -> Router {
    Router::new()
        .route(
            "/",
            get(|pages: State<Pages>, asked: Query<Asked>, head: HeaderMap| today(pages, asked, head, Form::Html)),
        )
        .route(
            "/today.json",
            get(|pages: State<Pages>, asked: Query<Asked>, head: HeaderMap| today(pages, asked, head, Form::Json)),
        )
        .route(
            "/search",
            get(|pages: State<Pages>, asked: Query<Asked>, head: HeaderMap| search(pages, asked, head, Form::Html)),
        )
        .route(
            "/search.json",
            get(|pages: State<Pages>, asked: Query<Asked>, head: HeaderMap| search(pages, asked, head, Form::Json)),
        )
        .route("/a/{id}", get(article))
        .route("/s/{id}", get(statement))
        .route("/who/{id}", get(speaker))
        .route(
            "/versions",
            get(|pages: State<Pages>, asked: Query<Asked>, head: HeaderMap| versions(pages, asked, head, Form::Html)),
        )
        .route(
            "/versions.json",
            get(|pages: State<Pages>, asked: Query<Asked>, head: HeaderMap| versions(pages, asked, head, Form::Json)),
        )
        .route("/v/{pair}", get(pair))
        .route("/changes.atom", get(changes))
        .route("/sources", get(|pages: State<Pages>, head: HeaderMap| sources(pages, head, Form::Html)))
        .route("/sources.json", get(|pages: State<Pages>, head: HeaderMap| sources(pages, head, Form::Json)))
        .route("/method", get(|pages: State<Pages>, head: HeaderMap| method(pages, head, Form::Html)))
        .route("/method.json", get(|pages: State<Pages>, head: HeaderMap| method(pages, head, Form::Json)))
        .route("/healthz", get(healthz))
        .route("/assets/{name}", get(asset))
        .fallback(no_page)
        .with_state(Pages { archive })
        .layer(middleware::from_fn(guard::guard))
        .layer(CompressionLayer::new())
}

impl Pages {
    /// Makes a page off the threads that answer.
    async fn page<V, F>(self, head: HeaderMap, form: Form, view: F) -> Response<Body>
    where
        V: Template + Serialize,
        F: FnOnce(&Archive) -> Result<V, Fault> + Send + 'static,
    {
        let made = tokio::task::spawn_blocking(move || Made::of(view(&self.archive), form)).await;
        made.unwrap_or_else(|_| Made::fault(&Fault::ours("Making this page failed."), form)).respond(&head)
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

async fn today(State(pages): State<Pages>, Query(asked): Query<Asked>, head: HeaderMap, form: Form) -> Response<Body> {
    pages.page(head, form, move |archive| views::today::view(archive, &asked.filter(), asked.page())).await
}

async fn search(State(pages): State<Pages>, Query(asked): Query<Asked>, head: HeaderMap, form: Form) -> Response<Body> {
    pages.page(head, form, move |archive| views::search::view(archive, &asked.q, asked.page())).await
}

async fn article(
    State(pages): State<Pages>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    head: HeaderMap,
) -> Response<Body> {
    let (id, form) = Form::split(&name);
    let id = id.to_owned();
    let view =
        move |archive: &Archive| views::article::view(archive, &id, asked.filter(), asked.page(), asked.at.as_deref());
    pages.page(head, form, view).await
}

async fn statement(State(pages): State<Pages>, Path(name): Path<String>, head: HeaderMap) -> Response<Body> {
    let (id, form) = Form::split(&name);
    let id = id.to_owned();
    pages.page(head, form, move |archive| views::statement::view(archive, &id)).await
}

async fn speaker(
    State(pages): State<Pages>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    head: HeaderMap,
) -> Response<Body> {
    let (id, form) = Form::split(&name);
    let id = id.to_owned();
    pages.page(head, form, move |archive| views::speaker::view(archive, &id, &asked.filter(), asked.page())).await
}

async fn versions(
    State(pages): State<Pages>,
    Query(asked): Query<Asked>,
    head: HeaderMap,
    form: Form,
) -> Response<Body> {
    let view = move |archive: &Archive| views::versions::of_address(archive, asked.url(), asked.view());
    pages.page(head, form, view).await
}

async fn pair(
    State(pages): State<Pages>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    head: HeaderMap,
) -> Response<Body> {
    let (pair, form) = Form::split(&name);
    let pair = pair.to_owned();
    pages.page(head, form, move |archive| views::versions::of_pair(archive, &pair, asked.view())).await
}

/// The feed of changes. Its links name the host that the reader asked for, which the guard has found to be this machine.
async fn changes(State(pages): State<Pages>, Query(asked): Query<Asked>, head: HeaderMap) -> Response<Body> {
    let host = head.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let wanted = feed::Wanted {
        url: asked.url().to_owned(),
        min: asked.min.as_deref().and_then(|min| min.parse().ok()).unwrap_or(0),
        origin: format!("http://{host}"),
    };
    let made = tokio::task::spawn_blocking(move || match feed::feed(&pages.archive, &wanted) {
        Ok(feed) => Made::whole("application/atom+xml; charset=utf-8", feed.into_bytes()),
        Err(fault) => Made::fault(&fault, Form::Html),
    });
    made.await.unwrap_or_else(|_| Made::fault(&Fault::ours("Making this feed failed."), Form::Html)).respond(&head)
}

async fn sources(State(pages): State<Pages>, head: HeaderMap, form: Form) -> Response<Body> {
    pages.page(head, form, views::sources::view).await
}

async fn method(State(pages): State<Pages>, head: HeaderMap, form: Form) -> Response<Body> {
    pages.page(head, form, views::method::view).await
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

async fn asset(uri: Uri, head: HeaderMap) -> Response<Body> {
    let Some(asset) = assets::find(uri.path()) else { return no_page(uri, head).await };
    kept_for_good(asset)
}

fn kept_for_good(asset: &'static assets::Asset) -> Response<Body> {
    let mut response = Response::new(Body::from(asset.body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, forever);
    response
}

async fn no_page(uri: Uri, head: HeaderMap) -> Response<Body> {
    let (_, form) = Form::split(uri.path());
    Made::fault(&Fault::no_page(uri.path()), form).respond(&head)
}
