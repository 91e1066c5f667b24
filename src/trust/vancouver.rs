//! References as the ICMJE recommends ("Vancouver"):
//! <https://www.nlm.nih.gov/bsd/uniform_requirements.html>.

use super::bibliography::{Entry, Name};
use crate::markup::{Html, escape, escape_into};

/// At most this many authors are all named; of more, the first, and "et al.".
const AUTHORS: usize = 3;

/// One reference as HTML.
pub(super) fn format(entry: &Entry) -> Html {
    let mut out = String::with_capacity(256);
    let authors = people(&entry.authors);
    if !authors.is_empty() {
        sentence(&mut out, &escape(&authors));
    }
    let stands_alone = entry.parent.is_none();
    let title = escape(&entry.title);
    sentence(&mut out, &if stands_alone { format!("<cite>{title}</cite>") } else { title });
    match entry.parent.as_deref() {
        Some(parent) if parent.kind == "periodical" => periodical(&mut out, entry, parent),
        Some(parent) => part_of(&mut out, entry, parent),
        None => alone(&mut out, entry),
    }
    link(&mut out, entry);
    Html::trusted(out.trim_end().to_owned())
}

/// `Psychotherapy. 2018;55(4):316-340.`
fn periodical(out: &mut String, entry: &Entry, parent: &Entry) {
    sentence(out, &format!("<cite>{}</cite>", escape(&parent.title)));
    let own = |child: &str, parent: &str| escape(if child.is_empty() { parent } else { child });
    let mut text = escape(&entry.year);
    let volume = own(&entry.volume, &parent.volume);
    let issue = own(&entry.issue, &parent.issue);
    if !volume.is_empty() || !issue.is_empty() {
        text.push(';');
        text.push_str(&volume);
        if !issue.is_empty() {
            text.push_str(&format!("({issue})"));
        }
    }
    if !entry.pages.is_empty() {
        text.push(':');
        text.push_str(&pages(&entry.pages));
    }
    sentence(out, &text);
}

/// `In: Norcross JC, editor. Handbook. 2nd ed. Basic Books; 1992. p. 94-129.`
fn part_of(out: &mut String, entry: &Entry, parent: &Entry) {
    let editors = people(&parent.editors);
    if editors.is_empty() {
        sentence(out, &format!("In: <cite>{}</cite>", escape(&parent.title)));
    } else {
        let word = if parent.editors.len() == 1 { "editor" } else { "editors" };
        sentence(out, &format!("In: {}, {word}", escape(&editors)));
        sentence(out, &format!("<cite>{}</cite>", escape(&parent.title)));
    }
    edition(out, parent);
    publisher(out, &parent.publisher, &entry.year);
    if !entry.pages.is_empty() {
        sentence(out, &format!("p. {}", pages(&entry.pages)));
    }
}

/// `3rd ed. Johns Hopkins University Press; 1991.`
fn alone(out: &mut String, entry: &Entry) {
    edition(out, entry);
    publisher(out, &entry.publisher, &entry.year);
}

fn edition(out: &mut String, entry: &Entry) {
    if let Ok(number) = entry.edition.parse::<u32>() {
        sentence(out, &format!("{number}{} ed", ordinal(number)));
    } else if !entry.edition.is_empty() {
        sentence(out, &escape(&entry.edition));
    }
}

fn publisher(out: &mut String, publisher: &str, year: &str) {
    match (publisher.is_empty(), year.is_empty()) {
        (true, true) => {}
        (true, false) => sentence(out, &escape(year)),
        (false, true) => sentence(out, &escape(publisher)),
        (false, false) => sentence(out, &format!("{}; {}", escape(publisher), escape(year))),
    }
}

/// The DOI (<https://www.doi.org/doi-handbook/HTML/>), else the address given.
fn link(out: &mut String, entry: &Entry) {
    if !entry.doi.is_empty() {
        let doi = escape(&entry.doi);
        out.push_str(&format!("<a href=\"https://doi.org/{doi}\">doi:{doi}</a>"));
        return;
    }
    let address = &entry.url;
    // Only addresses that lead to a page; anything else could run code.
    if address.starts_with("https://") || address.starts_with("http://") {
        let address = escape(address);
        out.push_str(&format!("<a href=\"{address}\">{address}</a>"));
    } else {
        escape_into(out, address);
    }
}

/// Adds a part and a full stop, unless it ends a sentence already.
fn sentence(out: &mut String, html: &str) {
    if html.is_empty() {
        return;
    }
    out.push_str(html);
    let last = html.trim_end_matches("</cite>").chars().next_back();
    if !matches!(last, Some('.' | '?' | '!')) {
        out.push('.');
    }
    out.push(' ');
}

fn pages(range: &str) -> String {
    escape(&range.replace('-', "\u{2013}"))
}

fn ordinal(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// `Flückiger C, Del Re AC`, or `Flückiger C, et al`. A list of many names costs each page more
/// than it tells its readers; the address has them all.
fn people(names: &[Name]) -> String {
    match names {
        [first, ..] if names.len() > AUTHORS => format!("{}, et al", person(first)),
        _ => names.iter().map(person).collect::<Vec<_>>().join(", "),
    }
}

fn person(name: &Name) -> String {
    let initials: String = name
        .given
        .split([' ', '-', '.'])
        .filter_map(|part| part.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    [name.family.as_str(), &initials, name.suffix.trim_end_matches('.')]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(family: &str, given: &str) -> Name {
        Name { family: family.into(), given: given.into(), suffix: String::new() }
    }

    #[test]
    fn a_journal_article() {
        let parent = Entry {
            kind: "periodical".into(),
            title: "Psychotherapy".into(),
            volume: "55".into(),
            issue: "4".into(),
            ..Entry::default()
        };
        let entry = Entry {
            kind: "article".into(),
            title: "The alliance in adult psychotherapy: A meta-analytic synthesis".into(),
            authors: vec![name("Flückiger", "Christoph"), name("Del Re", "A. C.")],
            year: "2018".into(),
            pages: "316-340".into(),
            doi: "10.1037/pst0000172".into(),
            parent: Some(Box::new(parent)),
            ..Entry::default()
        };
        assert_eq!(
            format(&entry).as_str(),
            "Flückiger C, Del Re AC. The alliance in adult psychotherapy: A meta-analytic synthesis. \
             <cite>Psychotherapy</cite>. 2018;55(4):316–340. \
             <a href=\"https://doi.org/10.1037/pst0000172\">doi:10.1037/pst0000172</a>"
        );
    }

    #[test]
    fn of_more_than_three_authors_the_first_is_named() {
        let [a, b, c, d] = ["A", "B", "C", "D"].map(|family| name(family, "X."));
        assert_eq!(people(&[a.clone(), b.clone(), c.clone()]), "A X, B X, C X");
        assert_eq!(people(&[a, b, c, d]), "A X, et al");
    }

    #[test]
    fn a_chapter_names_its_book_and_editors() {
        let parent = Entry {
            kind: "book".into(),
            title: "Handbook of psychotherapy integration".into(),
            editors: vec![name("Norcross", "John C."), name("Goldfried", "Marvin R.")],
            publisher: "Basic Books".into(),
            edition: "2".into(),
            ..Entry::default()
        };
        let entry = Entry {
            title: "Does it work?".into(),
            authors: vec![name("Lambert", "Michael J.")],
            year: "1992".into(),
            pages: "94-129".into(),
            parent: Some(Box::new(parent)),
            ..Entry::default()
        };
        assert_eq!(
            format(&entry).as_str(),
            "Lambert MJ. Does it work? In: Norcross JC, Goldfried MR, editors. \
             <cite>Handbook of psychotherapy integration</cite>. 2nd ed. Basic Books; 1992. p. 94–129."
        );
    }
}
