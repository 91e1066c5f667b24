//! An entry as an object of schema.org, for search engines: <https://schema.org/citation>.
//!
//! In: an [`Entry`]. Out: JSON as text. It is kept short, since every page that cites the entry
//! repeats it.

use super::entry::{Entry, Kind, Name};
use super::style::address;
use serde_json::{Map, Value, json};

/// At most this many authors are named.
const AUTHORS: usize = 3;

/// The object, safe inside a `script` element.
pub(super) fn object(entry: &Entry) -> String {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("@type", kind(entry).into());
    put("name", entry.title.as_str().into());
    let named: Vec<Value> = entry.makers().list.iter().take(AUTHORS).map(person).collect();
    if !named.is_empty() {
        put(if entry.authors.is_empty() { "editor" } else { "author" }, named.into());
    }
    if let Some(date) = entry.date {
        put("datePublished", date.iso().into());
    }
    if let Some((address, _)) = address(entry) {
        put(if entry.doi.is_empty() { "url" } else { "sameAs" }, address.into());
    }
    // The end tag of a script would end it inside a text too.
    Value::Object(out).to_string().replace('<', "\\u003c")
}

fn kind(entry: &Entry) -> &'static str {
    match entry.kind {
        Kind::Article => "ScholarlyArticle",
        Kind::Chapter => "Chapter",
        Kind::Book => "Book",
        Kind::Report => "Report",
        Kind::Thesis => "Thesis",
        Kind::Web => "WebPage",
        Kind::Periodical => "Periodical",
        Kind::Other => "CreativeWork",
    }
}

fn person(name: &Name) -> Value {
    if name.given.is_empty() {
        return json!({ "@type": "Organization", "name": name.family });
    }
    let parts = [name.given.as_str(), &name.family, &name.suffix];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    json!({ "@type": "Person", "name": parts.join(" ") })
}
