//! Pure helpers that templates can call.

use std::collections::BTreeMap;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// The function that gives the address of a page.
pub const PAGE_URL: &str = "page_url";

/// Addresses that templates can ask for.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    /// The path below the host, without a slash at the end.
    pub base_path: String,
    /// The address of each page by its path below `content/`.
    pub pages: BTreeMap<String, String>,
}

/// `url(path="/a/")`, `page_url(source="a/b.md")` and the filter `date`.
pub(super) fn register(engine: &mut Tera, addresses: Addresses) {
    let Addresses { base_path, pages } = addresses;
    engine.register_function("url", move |args: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let path: String = args.must_get("path")?;
        Ok(Value::from(format!("{base_path}/{}", path.trim_start_matches('/'))))
    });
    engine.register_function(PAGE_URL, move |args: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let source: String = args.must_get("source")?;
        let source = source.strip_prefix("content/").unwrap_or(&source);
        match pages.get(source) {
            Some(url) => Ok(Value::from(url.as_str())),
            None => Err(Error::message(format!("no published page comes from `content/{source}`"))),
        }
    });
    engine.register_filter("date", |value: &str, _: Kwargs, _: &State<'_>| long_date(value));
}

/// `2026-11-21` as `21 November 2026`.
fn long_date(value: &str) -> TeraResult<Value> {
    let date: jiff::civil::Date = value
        .parse()
        .map_err(|_| Error::message(format!("`{value}` is not a date such as 2026-11-21")))?;
    Ok(Value::from(crate::markup::long_date(date)))
}
