//! Emergency numbers and help lines: `data/help-lines.yaml`.
//!
//! In: the file. Out: [`HelpLines`], in the order of the file, and what is wrong or due. How they
//! look is left to `html`.

use super::verified::{self, Verified, Watch};
use crate::config::Interval;
use crate::diagnostics::codes::health as codes;
use crate::diagnostics::{Diagnosed, codes::data};
use crate::slug::slugify;
use crate::source::Snapshot;
use crate::yaml::quote::{code, short};
use crate::yaml::reader::describe;
use crate::yaml::{Format, MapReader, Node, Value};
use jiff::civil::Date;

/// Where the help lines are.
pub const PATH: &str = "data/help-lines.yaml";

static FORMAT: Format = Format {
    name: "the list of help lines",
    not_yaml: &data::NOT_READABLE,
    too_long: &data::NOT_READABLE,
    unknown_key: &codes::BAD_SAFETY_DATA,
    wrong_type: &codes::BAD_SAFETY_DATA,
    duplicate_key: &data::DUPLICATE_KEY,
    max_bytes: 1024 * 1024,
};

/// All help lines, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HelpLines {
    /// In the order of the file.
    pub lines: Vec<HelpLine>,
    /// Every country, in the order of the file; also those whose entries could not be read.
    pub countries: Vec<String>,
    /// Whether the site has the file.
    pub is_given: bool,
}

/// One service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// `country:`
    pub country: String,
    /// `region:` — the part of the country that it serves; empty if it serves all of it.
    pub region: String,
    /// `kind:`
    pub kind: LineKind,
    /// `service:` — its name.
    pub service: String,
    /// `how:` — how its numbers can be used.
    pub how: Vec<Way>,
    /// `numbers:` — grouped for reading aloud.
    pub numbers: Vec<String>,
    /// `url:` — its page on the web; empty if none is given.
    pub url: String,
    /// `hours:` — as the service publishes them; empty if unknown.
    pub hours: String,
    /// `note:`
    pub note: String,
    /// `source:` — how the number came to us.
    pub source: String,
    /// `verified:` — the day somebody rang it or read it on the service's own page.
    pub verified: Option<Date>,
}

/// What a help line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Police, ambulance.
    Emergency,
    /// Somebody to talk to.
    Line,
}

/// How a number can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By voice.
    Call,
    /// By text message.
    Text,
    /// On the web.
    Chat,
}

impl HelpLine {
    /// The part of the country it serves, or the country.
    #[must_use]
    pub fn place(&self) -> &str {
        if self.region.is_empty() { &self.country } else { &self.region }
    }

    /// Whether it holds something that can stop working.
    #[must_use]
    pub fn needs_checking(&self) -> bool {
        !self.numbers.is_empty() || !self.url.is_empty()
    }
}

impl HelpLines {
    /// Reads the help lines; without the file there are none.
    pub fn from_data(snapshot: &Snapshot, holds: Interval, now: Date) -> Diagnosed<Self> {
        let mut found = Self { is_given: true, ..Self::default() };
        let how = "ring the number, or read it on the service's own page";
        let watch = Watch { holds, now, how };
        match verified::read(snapshot, PATH, &FORMAT, |root| found.read(root, watch)) {
            Some(diagnostics) => Diagnosed::new(found, diagnostics),
            None => Diagnosed::default(),
        }
    }

    fn read(&mut self, root: &Value<'_>, watch: Watch) {
        let mut never = Vec::new();
        let mut first_never = None;
        for item in entries(root, "- country: UK") {
            let Some(mut entry) = item.map() else { continue };
            let service = entry.value("service");
            let country = entry.value("country");
            // Also if the entry is of no use, or pages that show the country would be blamed too.
            if let Some(Node::String(name)) = country.as_ref().map(Value::node)
                && !self.countries.iter().any(|known| known == name.trim())
            {
                self.countries.push(name.trim().to_owned());
            }
            let (line, verified) = read(&mut entry, &watch);
            entry.finish();
            let Some(line) = line else { continue };
            let same = |known: &&HelpLine| {
                (&known.country, &known.region, known.kind, &known.service)
                    == (&line.country, &line.region, line.kind, &line.service)
            };
            let place = service.unwrap_or(item);
            if self.lines.iter().any(|known| same(&known)) {
                let name = name(&line);
                let problem = place.at(&codes::SAME_ENTRY, format!("`{name}` is given twice"));
                place.push(problem.help("keep one of the two, with all its numbers"));
            } else if verified == Verified::Never && line.needs_checking() {
                first_never.get_or_insert(place);
                never.push(line.clone());
            }
            self.lines.push(line);
        }
        if let Some(first) = first_never {
            watch.report_never(&first, never.len(), &by_service(never.iter()).join(", "));
        }
    }

    /// The countries that have somebody to talk to, in the order in which that is given.
    #[must_use]
    pub fn with_lines(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for line in self.lines.iter().filter(|line| line.kind == LineKind::Line) {
            if !found.contains(&line.country.as_str()) {
                found.push(&line.country);
            }
        }
        found
    }

    /// The id of a country's heading in a page that shows all of them. With `_`, which no heading
    /// of an author's gets by itself. Countries whose names make the same slug are numbered.
    #[must_use]
    pub fn anchor(&self, country: &str) -> String {
        let slug = slugify(country);
        let before = self.countries.iter().take_while(|known| *known != country);
        match before.filter(|known| slugify(known) == slug).count() {
            0 => format!("help_{slug}"),
            n => format!("help_{slug}_{}", n + 1),
        }
    }
}

/// Services with the places they serve: `Samaritans (UK, Ireland)`.
#[must_use]
pub fn by_service<'a>(lines: impl Iterator<Item = &'a HelpLine>) -> Vec<String> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in lines {
        match found.iter_mut().find(|(service, _)| *service == line.service) {
            Some((_, places)) => places.push(line.place()),
            None => found.push((&line.service, vec![line.place()])),
        }
    }
    found.into_iter().map(|(name, places)| format!("{name} ({})", places.join(", "))).collect()
}

fn name(line: &HelpLine) -> String {
    format!("{} ({})", line.service, line.place())
}

/// The items of a file that is a list of maps. Anything else is reported.
pub(super) fn entries<'a>(root: &Value<'a>, example: &str) -> Vec<Value<'a>> {
    match root.node() {
        Node::Null => Vec::new(),
        Node::Seq(_) => root.items(),
        _ => {
            let is = describe(root.node());
            let message = format!("the file must be a list of entries, not {is}");
            root.wrong(message, format!("begin each entry with a hyphen: `{example}`"));
            Vec::new()
        }
    }
}

/// A text that has to be there.
pub(super) fn required<'a>(entry: &mut MapReader<'a>, key: &'a str, what: &str) -> Option<String> {
    let Some(value) = entry.value(key) else {
        let whole = entry.whole();
        let problem = whole.at(&codes::BAD_SAFETY_DATA, format!("{what} has no `{key}`"));
        whole.push(problem.help(format!("add `{key}:` to the entry")));
        return None;
    };
    let text = value.text()?;
    if text.trim().is_empty() {
        value.wrong(format!("`{key}` is empty"), "write a text");
        return None;
    }
    Some(text.trim().to_owned())
}

fn read<'a>(entry: &mut MapReader<'a>, watch: &Watch) -> (Option<HelpLine>, Verified) {
    const WHAT: &str = "the help line";
    let country = required(entry, "country", WHAT);
    let kinds = [("emergency", LineKind::Emergency), ("line", LineKind::Line)];
    let kind = match required(entry, "kind", WHAT) {
        Some(_) => entry.choice("kind", &kinds),
        None => None,
    };
    let service = required(entry, "service", WHAT);
    let how = ways(entry);
    let (numbers, all_right) = numbers(entry);
    let url = url(entry);
    let mut text = |key| entry.text(key).unwrap_or_default().trim().to_owned();
    let (region, hours, note) = (text("region"), text("hours"), text("note"));
    let source = text("source");
    let name = service.clone().unwrap_or_default();
    let verified = watch.read(entry, &name);
    let (Some(country), Some(kind), Some(service)) = (country, kind, service) else {
        return (None, verified);
    };
    let line = HelpLine {
        country,
        region,
        kind,
        service,
        how,
        numbers,
        url: url.unwrap_or_default(),
        hours,
        note,
        source,
        verified: verified.day(),
    };
    if all_right {
        check(entry, &line);
    }
    (Some(line), verified)
}

/// What no single key can be blamed for.
fn check(entry: &MapReader<'_>, line: &HelpLine) {
    let whole = entry.whole();
    let name = name(line);
    let (message, help) = if !line.needs_checking() && line.note.is_empty() {
        (format!("`{name}` has neither a number nor a web address"), "add `numbers:` or `url:`")
    } else if !line.numbers.is_empty() && line.how.iter().all(|way| *way == Way::Chat) {
        let message = format!("`{name}` does not say whether to call or to text its number");
        (message, "write `how: [call]`, `how: [text]` or `how: [call, text]`")
    } else if line.needs_checking() && line.source.is_empty() {
        let message = format!("`{name}` does not say how we know it");
        (message, "add `source:`, such as `source: Read on the service's own page`")
    } else {
        return;
    };
    whole.push(whole.at(&codes::BAD_SAFETY_DATA, message).help(help));
}

fn ways(entry: &mut MapReader<'_>) -> Vec<Way> {
    let ways = [("call", Way::Call), ("text", Way::Text), ("chat", Way::Chat)];
    let given = entry.value("how").map(|value| value.items()).unwrap_or_default();
    given.iter().filter_map(|way| way.choice(&ways)).collect()
}

/// The numbers, and whether all could be read.
fn numbers(entry: &mut MapReader<'_>) -> (Vec<String>, bool) {
    let Some(value) = entry.value("numbers") else { return (Vec::new(), true) };
    let items = value.items();
    let found: Vec<String> = items
        .iter()
        .filter_map(|item| {
            let text = item.text()?.trim().to_owned();
            if is_phone_number(&text) {
                return Some(text);
            }
            let message = format!("{} is not a phone number", code(&short(&text)));
            let problem = item.at(&codes::NOT_A_PHONE_NUMBER, message);
            item.push(problem.help(
                "use digits, spaces and hyphens, and a `+` in front if there is one; words go into `note`",
            ));
            None
        })
        .collect();
    let all_right = found.len() == items.len();
    (found, all_right)
}

/// Two digits at least: there are emergency numbers such as 17.
fn is_phone_number(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ' || byte == b'-')
        && rest.bytes().filter(u8::is_ascii_digit).count() >= 2
}

fn url(entry: &mut MapReader<'_>) -> Option<String> {
    let value = entry.value("url")?;
    let url = value.text()?.trim().to_owned();
    if url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty()) {
        return Some(url);
    }
    let message = format!("`url` is not a safe web address: {}", code(&short(&url)));
    value.wrong(message, "write it as in a browser, such as `https://example.org/help`");
    None
}

#[cfg(test)]
mod tests;
