//! The template engine, kept in one place.
//!
//! In: template texts, values. Out: bytes, and what is wrong with a template. It knows neither the
//! site nor the disk: one output is a function of ([`Templates`], one [`Value`]).

mod error;
mod functions;
mod unseen;

pub use functions::{Addresses, PAGE_URL};
pub use tera::{Map, Value, value::Key};

use crate::diagnostics::{Diagnosed, Diagnostic};
use crate::source::SourceText;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What the names of built-in templates begin with.
const BUILT_IN: &str = "default/";

/// The theme's templates, ready to use from any thread.
pub struct Templates {
    engine: tera::Tera,
    sources: BTreeMap<String, SourceText>,
    are_loaded: bool,
}

/// Reads all templates. `sources` are by name: the site's own as `page.html`, those built in as
/// `default/page.html`; the first is found before the second. `used` are
/// the names that outputs ask for. `shared` is what every template sees.
pub fn load(
    sources: BTreeMap<String, SourceText>,
    used: &BTreeSet<&str>,
    addresses: Addresses,
    shared: Vec<(&'static str, Value)>,
) -> Diagnosed<Templates> {
    let sources = unseen::without(sources, used);
    let mut engine = tera::Tera::new();
    let mut diagnostics = Vec::new();
    engine.autoescape_on(vec![".html", ".xml"]);
    if let Err(error) = engine.set_fallback_prefixes(vec![BUILT_IN.to_owned()]) {
        diagnostics.push(error::load(&error, &sources));
    }
    functions::register(&mut engine, addresses);
    let texts = sources.iter().map(|(name, source)| (name.as_str(), source.text.as_ref()));
    let loaded = engine.add_raw_templates(texts);
    if let Err(error) = &loaded {
        diagnostics.extend(error::load_all(error, &sources));
    }
    for (name, value) in shared {
        engine.global_context().insert_value(name, value);
    }
    Diagnosed::new(Templates { engine, sources, are_loaded: loaded.is_ok() }, diagnostics)
}

impl Templates {
    /// Whether anything can be rendered. If not, the mistakes in the templates have been reported.
    #[must_use]
    pub fn are_loaded(&self) -> bool {
        self.are_loaded
    }

    /// Fills one template in.
    ///
    /// # Errors
    /// If the template asks for something that is not there. `page` says on whose behalf, for the
    /// message.
    pub fn render(
        &self,
        template: &str,
        values: Vec<(&'static str, Value)>,
        page: &str,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = tera::Context::new();
        for (name, value) in values {
            context.insert_value(name, value);
        }
        let mut out = Vec::with_capacity(16 * 1024);
        match self.engine.render_to(template, &context, &mut out) {
            Ok(()) => Ok(out),
            Err(error) => Err(Box::new(error::render(&error, &self.sources, template, page))),
        }
    }

    /// The full name of a template: the site's own if it has one, else the built-in one.
    #[must_use]
    pub fn find(&self, template: &str) -> String {
        let plain = template.trim_start_matches(BUILT_IN);
        match [template, plain].into_iter().find(|name| self.sources.contains_key(*name)) {
            Some(name) => name.to_owned(),
            None => format!("{BUILT_IN}{plain}"),
        }
    }
}

/// A map for templates from pairs.
#[must_use]
pub fn map<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    // The engine makes a map of its own of whatever it is given. To keep the order, this one needs
    // no hashes.
    let numbered = pairs.into_iter().enumerate();
    let map: BTreeMap<Nth, Value> =
        numbered.map(|(n, (key, value))| (Nth(n, key), value)).collect();
    Value::from(map)
}

/// A key, in order of its number.
struct Nth(usize, &'static str);

impl From<Nth> for Key<'static> {
    fn from(Nth(_, key): Nth) -> Self {
        Key::Str(key)
    }
}

impl Ord for Nth {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl PartialOrd for Nth {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Nth {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Nth {}

/// A list for templates.
#[must_use]
pub fn list(items: impl IntoIterator<Item = Value>) -> Value {
    Value::from(items.into_iter().collect::<Vec<_>>())
}
