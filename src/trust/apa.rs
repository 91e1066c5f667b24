//! References as the seventh edition of the APA's manual recommends: <https://apastyle.apa.org/>.
//!
//! Titles stay as the bibliography writes them: which of their capitals belong to names is nothing
//! that a program knows.

use super::entry::{Entry, Kind, Name, Names};
use super::style::{ReferenceStyle, address, cite, edition, either, link, pages, sentence};
use crate::markup::{Html, escape};
use jiff::civil::Date;

/// At most this many authors are all named; of more, all but one of these, and the last.
const AUTHORS: usize = 20;

pub(super) struct Apa;

impl ReferenceStyle for Apa {
    fn reference(&self, entry: &Entry) -> Html {
        let mut out = String::with_capacity(320);
        let makers = makers(entry);
        let title = title(entry);
        let date = format!("({})", when(entry));
        // What nobody signed stands under its title.
        let (makers, title) = (makers.as_str(), title.as_str());
        let parts = if makers.is_empty() { [title, &date, ""] } else { [makers, &date, title] };
        parts.into_iter().for_each(|part| sentence(&mut out, part));
        match entry.parent.as_deref() {
            Some(parent) if parent.kind == Kind::Periodical => periodical(&mut out, entry, parent),
            Some(parent) if parent.kind == Kind::Web => publisher(&mut out, entry, &parent.title),
            Some(parent) => part_of(&mut out, entry, parent),
            None => publisher(&mut out, entry, &entry.publisher),
        }
        if let Some((href, label)) = address(entry) {
            if let Some(day) = entry.retrieved.filter(|_| entry.date.is_none()) {
                // Only of pages without a date: those are expected to change.
                out.push_str(&format!("Retrieved {}, from ", long(day)));
            }
            out.push_str(&link(&href, &label));
        }
        Html::trusted(out.trim_end().to_owned())
    }
}

/// `Flückiger, C., & Del Re, A. C.`, or `Norcross, J. C., & Lambert, M. J. (Eds.)`.
fn makers(entry: &Entry) -> String {
    let makers = entry.makers();
    let names = inverted(makers);
    let edited = entry.authors.is_empty() && !names.is_empty();
    if edited { format!("{names} ({})", editors_word(makers)) } else { names }
}

fn editors_word(names: &Names) -> &'static str {
    if names.list.len() == 1 && !names.and_others { "Ed." } else { "Eds." }
}

/// `2018`, of a web page or a blog the day: `2023, January 16`.
fn when(entry: &Entry) -> String {
    let Some(date) = entry.date else { return "n.d.".to_owned() };
    let by_day = entry.is_web_page();
    match (date.day(), date.month, date.day) {
        (Some(day), Some(_), Some(_)) if by_day => day.strftime("%Y, %B %-d").to_string(),
        (Some(day), Some(_), None) if by_day => day.strftime("%Y, %B").to_string(),
        _ => date.year.to_string(),
    }
}

fn long(day: Date) -> String {
    day.strftime("%B %-d, %Y").to_string()
}

/// The title; of what stands alone as the title of a work, with its edition.
fn title(entry: &Entry) -> String {
    let is_work = entry.parent.as_deref().is_none_or(|parent| parent.kind == Kind::Web);
    if !is_work {
        return escape(&entry.title);
    }
    let details = details(&entry.edition, &entry.volume, "");
    if details.is_empty() {
        cite(&entry.title)
    } else {
        format!("{} ({details})", cite(&entry.title))
    }
}

/// `2nd ed., Vol. 1, pp. 94–129`.
fn details(of_edition: &str, volume: &str, of_pages: &str) -> String {
    let mut parts = Vec::new();
    if !of_edition.is_empty() {
        let edition = edition(of_edition);
        let is_number = of_edition.parse::<u32>().is_ok();
        parts.push(if is_number { format!("{edition}.") } else { edition });
    }
    if !volume.is_empty() {
        parts.push(format!("Vol. {}", escape(volume)));
    }
    if !of_pages.is_empty() {
        let word = if of_pages.contains(['-', '\u{2013}', ',']) { "pp." } else { "p." };
        parts.push(format!("{word} {}", pages(of_pages)));
    }
    parts.join(", ")
}

/// `Psychotherapy, 55(4), 316–340.`
fn periodical(out: &mut String, entry: &Entry, parent: &Entry) {
    let mut text = cite(&parent.title);
    let volume = escape(either(&entry.volume, &parent.volume));
    let issue = escape(either(&entry.issue, &parent.issue));
    if !volume.is_empty() {
        text.push_str(&format!(", <i>{volume}</i>"));
    }
    if !issue.is_empty() {
        text.push_str(if volume.is_empty() { ", " } else { "" });
        text.push_str(&format!("({issue})"));
    }
    if !entry.pages.is_empty() {
        // Numbers of articles begin with a letter where journals have no pages.
        let is_number = entry.pages.starts_with(|c: char| c.is_ascii_alphabetic());
        text.push_str(if is_number && !entry.pages.contains('-') { ", Article " } else { ", " });
        text.push_str(&pages(&entry.pages));
    }
    sentence(out, &text);
}

/// `In J. C. Norcross (Ed.), Handbook (2nd ed., pp. 94–129). Basic Books.`
fn part_of(out: &mut String, entry: &Entry, parent: &Entry) {
    let mut text = "In ".to_owned();
    if !parent.editors.is_empty() {
        let names = upright(&parent.editors);
        text.push_str(&format!("{names} ({}), ", editors_word(&parent.editors)));
    }
    text.push_str(&cite(&parent.title));
    let (of_edition, volume) =
        (either(&parent.edition, &entry.edition), either(&entry.volume, &parent.volume));
    let details = details(of_edition, volume, &entry.pages);
    if !details.is_empty() {
        text.push_str(&format!(" ({details})"));
    }
    sentence(out, &text);
    publisher(out, entry, either(&parent.publisher, &entry.publisher));
}

/// Unless it is the author as well.
fn publisher(out: &mut String, entry: &Entry, name: &str) {
    let is_author = matches!(entry.authors.list.as_slice(), [one] if one.family == name);
    if !is_author {
        sentence(out, &escape(name));
    }
}

/// `Flückiger, C., Del Re, A. C., & Wampold, B. E.`
fn inverted(names: &Names) -> String {
    let mut people: Vec<String> = names.list.iter().map(person).collect();
    if names.and_others {
        people.push("et al.".to_owned());
        return escape(&people.join(", "));
    }
    if let Some(last) = people.pop_if(|_| names.list.len() > AUTHORS) {
        people.truncate(AUTHORS - 1);
        return escape(&format!("{}, . . . {last}", people.join(", ")));
    }
    match people.as_slice() {
        [most @ .., last] if !most.is_empty() => escape(&format!("{}, & {last}", most.join(", "))),
        _ => escape(&people.concat()),
    }
}

/// `J. C. Norcross & M. R. Goldfried`, `A. Eins, B. Zwei, & C. Drei`.
fn upright(names: &Names) -> String {
    let given_first = |name: &Name| {
        let parts = [initials(name), name.family.clone(), name.suffix.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let people: Vec<String> = names.list.iter().map(given_first).collect();
    let text = match people.as_slice() {
        _ if names.and_others => format!("{}, et al.", people.join(", ")),
        [one, other] => format!("{one} & {other}"),
        [most @ .., last] if !most.is_empty() => format!("{}, & {last}", most.join(", ")),
        _ => people.concat(),
    };
    escape(&text)
}

fn person(name: &Name) -> String {
    let parts = [name.family.clone(), initials(name), name.suffix.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `A. C.`, `C.-C.`
fn initials(name: &Name) -> String {
    let mut out = String::new();
    for (before, letter) in name.initials() {
        if !out.is_empty() {
            out.push(before);
        }
        out.push_str(&letter);
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::config::Style;
    use crate::trust::testing::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: &Expect) {
        expected.assert_eq(&reference(Style::Apa, text));
    }

    #[test]
    fn an_article() {
        check(
            ARTICLE,
            &expect![[
                r#"Flückiger, C., Del Re, A. C., Wampold, B. E., &amp; Horvath, A. O. (2018). The alliance in adult psychotherapy: A meta-analytic synthesis. <cite>Psychotherapy</cite>, <i>55</i>(4), 316–340. <a href="https://doi.org/10.1037/pst0000172">https://doi.org/10.1037/pst0000172</a>"#
            ]],
        );
    }

    #[test]
    fn an_article_with_a_number_instead_of_pages() {
        check(
            NUMBERED,
            &expect![[
                r#"Barth, J. (2013). Which therapy helps? <cite>PLOS Medicine</cite>, <i>10</i>(5), Article e1001454. <a href="https://pubmed.ncbi.nlm.nih.gov/23723742/">https://pubmed.ncbi.nlm.nih.gov/<wbr>23723742/</a>"#
            ]],
        );
    }

    #[test]
    fn a_chapter_names_its_book_and_editors() {
        check(
            CHAPTER,
            &expect![
                "Lambert, M. J. (2013). The efficacy of psychotherapy. In J. C. Norcross &amp; M. R. Goldfried (Eds.), <cite>Handbook of psychotherapy</cite> (6th ed., pp. 169–218). Wiley."
            ],
        );
    }

    #[test]
    fn a_book() {
        check(
            BOOK,
            &expect![
                "Frank, J. D., &amp; Frank, J. B. (1991). <cite>Persuasion and healing</cite> (3rd ed., Vol. 2). Johns Hopkins University Press."
            ],
        );
    }

    #[test]
    fn an_edited_book_stands_under_its_editors() {
        check(
            EDITED,
            &expect![[
                r#"Norcross, J. C., &amp; Lambert, M. J. (Eds.). (2019). <cite>Psychotherapy relationships that work</cite>. Oxford University Press. <a href="https://doi.org/10.1093/med-psych/9780190843953.001.0001">https://doi.org/<wbr>10.1093/<wbr>med-psych/<wbr>9780190843953.001.0001</a>"#
            ]],
        );
    }

    #[test]
    fn a_report_by_an_organisation() {
        check(
            REPORT,
            &expect![[
                r#"National Institute for Health and Care Excellence. (2022). <cite>Depression in adults</cite>. <a href="https://www.nice.org.uk/guidance/ng222">https://www.nice.org.uk/<wbr>guidance/<wbr>ng222</a>"#
            ]],
        );
    }

    #[test]
    fn a_page_of_a_site() {
        check(
            WEB,
            &expect![[
                r#"Gledhill, R. (2023, January 16). <cite>Understanding the regulation of psychologists</cite>. Health and Care Professions Council. <a href="https://example.org/">https://example.org/</a>"#
            ]],
        );
    }

    #[test]
    fn a_page_without_a_date() {
        check(
            NO_DATE,
            &expect![[
                r#"American Psychological Association. (n.d.). <cite>Ethical principles</cite>. Retrieved November 21, 2026, from <a href="https://example.org/?a&amp;b">https://example.org/?a&amp;b</a>"#
            ]],
        );
    }

    #[test]
    fn suffixes_and_hyphens_of_names() {
        check(
            SUFFIX,
            &expect![
                "Hook, J. N., Worthington, E. L., Jr., &amp; Wang, C.-C. (2013). Cultural humility. <cite>Journal of Counseling Psychology</cite>."
            ],
        );
    }

    #[test]
    fn what_nobody_signed() {
        check(UNSIGNED, &expect!["A note. (2001). <cite>The Lancet</cite>, (12), 7."]);
    }

    #[test]
    fn nothing_in_an_entry_becomes_a_tag() {
        check(
            MARKUP,
            &expect![[
                r#"&lt;b&gt;, X. (n.d.). asthma &lt;script&gt;alert(1)&lt;/script&gt; &amp; more. In Y. &lt;h1&gt; (Ed.), <cite>&lt;em&gt;</cite> (&lt;u&gt;, Vol. &lt;s&gt;, p. &lt;p&gt;). &lt;i&gt;. <a href="https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-%23">https://doi.org/<wbr>10.1002/<wbr>(SICI)1097&lt;1::AID&gt;3.0.CO;2-#</a>"#
            ]],
        );
    }

    #[test]
    fn many_authors() {
        check(&authors(1), &expect!["A1, B. (2020). <cite>T</cite>."]);
        check(&authors(2), &expect!["A1, B., &amp; A2, B. (2020). <cite>T</cite>."]);
        check(
            &authors(20),
            &expect![
                "A1, B., A2, B., A3, B., A4, B., A5, B., A6, B., A7, B., A8, B., A9, B., A10, B., A11, B., A12, B., A13, B., A14, B., A15, B., A16, B., A17, B., A18, B., A19, B., &amp; A20, B. (2020). <cite>T</cite>."
            ],
        );
        check(
            &authors(21),
            &expect![
                "A1, B., A2, B., A3, B., A4, B., A5, B., A6, B., A7, B., A8, B., A9, B., A10, B., A11, B., A12, B., A13, B., A14, B., A15, B., A16, B., A17, B., A18, B., A19, B., . . . A21, B. (2020). <cite>T</cite>."
            ],
        );
        check(
            &authors(22),
            &expect![
                "A1, B., A2, B., A3, B., A4, B., A5, B., A6, B., A7, B., A8, B., A9, B., A10, B., A11, B., A12, B., A13, B., A14, B., A15, B., A16, B., A17, B., A18, B., A19, B., . . . A22, B. (2020). <cite>T</cite>."
            ],
        );
    }
}
