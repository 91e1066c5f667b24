//! Requests in, pages out.

use super::Shared;
use crate::artifact::Content;
use crate::markup::escape;
use crate::outputs;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::convert::Infallible;
use std::sync::Arc;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

/// Listens for changes and reloads. Only the preview has it; a build never does.
const SCRIPT: &str =
    "new EventSource('/__goodfit/changes').addEventListener('changed',()=>location.reload());\n";

pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/__goodfit/changes", get(changes))
        .route("/__goodfit/reload.js", get(script))
        .fallback(get(page))
        .with_state(shared)
}

async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT)
}

async fn changes(
    State(shared): State<Arc<Shared>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    // The first item is the version the page was loaded with.
    let changes = WatchStream::new(shared.version.subscribe()).skip(1);
    Sse::new(changes.map(|n| Ok(Event::default().event("changed").data(n.to_string()))))
        .keep_alive(KeepAlive::default())
}

async fn page(State(shared): State<Arc<Shared>>, headers: HeaderMap, uri: Uri) -> Response {
    if !is_local(&headers, shared.port) {
        return (StatusCode::FORBIDDEN, "this preview answers to its own address only\n")
            .into_response();
    }
    let decoded = percent_encoding::percent_decode_str(uri.path()).decode_utf8_lossy();
    let path = decoded.trim_start_matches('/');
    let current = shared.read();
    let plan = &current.prepared.plan;
    let index = |folder: &str| {
        let folder = folder.trim_end_matches('/');
        if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") }
    };
    let (status, found) = match plan.find(path) {
        Some(output) => (StatusCode::OK, Some(output)),
        None if path.is_empty() || path.ends_with('/') => match plan.find(&index(path)) {
            Some(output) => (StatusCode::OK, Some(output)),
            None => (StatusCode::NOT_FOUND, plan.find("404.html")),
        },
        None if plan.find(&index(path)).is_some() => {
            // As hosts do, so that relative links work.
            return (StatusCode::FOUND, [(header::LOCATION, with_slash(uri.path()))])
                .into_response();
        }
        None => (StatusCode::NOT_FOUND, plan.find("404.html")),
    };
    let Some(output) = found else { return StatusCode::NOT_FOUND.into_response() };
    match current.prepared.render(output) {
        Ok(artifact) => {
            let bytes = match artifact.content {
                Content::Bytes(bytes) => bytes,
                Content::Copy(source) => match std::fs::read(shared.root.join(source.as_str())) {
                    Ok(bytes) => bytes,
                    Err(error) => return failed(&format!("cannot read `{source}`: {error}")),
                },
            };
            respond(status, output.path.as_str(), bytes, &current.errors)
        }
        Err(diagnostic) => {
            let mut found = vec![*diagnostic];
            crate::diagnostics::sort(&mut found);
            let text = crate::diagnostics::print::text(
                &found,
                current.prepared.snapshot(),
                crate::diagnostics::print::Decoration::Plain,
            );
            failed(&text)
        }
    }
}

/// The address of a folder. Two slashes at its start would be the address of another host.
fn with_slash(path: &str) -> String {
    format!("/{}/", path.trim_matches('/'))
}

/// Whether the request is for this server by its own name, so that no other web page can read the
/// preview by pointing a name of its own at this machine (DNS rebinding).
fn is_local(headers: &HeaderMap, port: u16) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    ["127.0.0.1", "localhost"].iter().any(|name| host == format!("{name}:{port}") || host == *name)
}

fn respond(status: StatusCode, path: &str, mut bytes: Vec<u8>, errors: &str) -> Response {
    let kind = outputs::content_type(path);
    if kind.starts_with("text/html") {
        bytes = with_extras(bytes, errors);
    }
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn failed(text: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><title>This page cannot be shown</title>\
         <h1>This page cannot be shown</h1><pre>{}</pre></html>",
        escape(text)
    );
    let bytes = with_extras(html.into_bytes(), "");
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (StatusCode::INTERNAL_SERVER_ERROR, headers, bytes).into_response()
}

/// Adds the findings and the script that reloads. Text that is no page stays as it is.
fn with_extras(bytes: Vec<u8>, errors: &str) -> Vec<u8> {
    let Ok(mut html) = String::from_utf8(bytes) else { return Vec::new() };
    if !errors.is_empty() {
        let notice = format!(
            "<aside aria-label=\"Errors\"><p><strong>A build would stop here.</strong></p>\
             <pre>{}</pre></aside>",
            escape(errors)
        );
        let at =
            html.find("<body").and_then(|at| Some(at + html[at..].find('>')? + 1)).unwrap_or(0);
        html.insert_str(at, &notice);
    }
    let at = html.rfind("</body>").or_else(|| html.rfind("</html>")).unwrap_or(html.len());
    html.insert_str(at, "<script src=\"/__goodfit/reload.js\"></script>");
    html.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::with_slash;

    #[test]
    fn a_redirect_never_leads_to_another_host() {
        assert_eq!(with_slash("/one"), "/one/");
        assert_eq!(with_slash("//one"), "/one/");
        assert_eq!(with_slash("///one/two"), "/one/two/");
    }
}
