//! References as the ICMJE recommends ("Vancouver"):
//! <https://www.nlm.nih.gov/bsd/uniform_requirements.html>.

use super::entry::{Entry, Kind, Name, Names};
use super::style::{ReferenceStyle, address, cite, edition, either, link, pages, sentence};
use crate::markup::{Html, escape};

/// At most this many authors are all named; of more, the first, and "et al.".
const AUTHORS: usize = 3;

pub(super) struct Vancouver;

impl ReferenceStyle for Vancouver {
    fn reference(&self, entry: &Entry) -> Html {
        let mut out = String::with_capacity(256);
        makers(&mut out, entry);
        match entry.parent.as_deref() {
            Some(parent) => {
                sentence(&mut out, &escape(&entry.title));
                match parent.kind {
                    Kind::Periodical => periodical(&mut out, entry, parent),
                    Kind::Web => on_site(&mut out, entry, parent),
                    _ => part_of(&mut out, entry, parent),
                }
            }
            None => {
                sentence(&mut out, &cite(&entry.title));
                details(&mut out, &entry.edition, &entry.volume);
                published(&mut out, &entry.publisher, &when(entry));
            }
        }
        if let Some((href, label)) = address(entry) {
            let label = if entry.doi.is_empty() { label } else { format!("doi:{}", entry.doi) };
            out.push_str(&link(&href, &label));
        }
        Html::trusted(out.trim_end().to_owned())
    }
}

/// `Flückiger C, Del Re AC.`, or `Norcross JC, Lambert MJ, editors.`
fn makers(out: &mut String, entry: &Entry) {
    let makers = entry.makers();
    let names = people(makers);
    let names = if entry.authors.is_empty() { edited(&names, makers) } else { names };
    sentence(out, &names);
}

fn edited(names: &str, editors: &Names) -> String {
    let word = if editors.list.len() == 1 && !editors.and_others { "editor" } else { "editors" };
    if names.is_empty() { String::new() } else { format!("{names}, {word}") }
}

/// `Psychotherapy. 2018;55(4):316-340.`
fn periodical(out: &mut String, entry: &Entry, parent: &Entry) {
    sentence(out, &cite(&parent.title));
    let mut text = when(entry);
    let volume = escape(either(&entry.volume, &parent.volume));
    let issue = escape(either(&entry.issue, &parent.issue));
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
    let editors = edited(&people(&parent.editors), &parent.editors);
    if editors.is_empty() {
        sentence(out, &format!("In: {}", cite(&parent.title)));
    } else {
        sentence(out, &format!("In: {editors}"));
        sentence(out, &cite(&parent.title));
    }
    let edition = either(&parent.edition, &entry.edition);
    details(out, edition, either(&entry.volume, &parent.volume));
    published(out, either(&parent.publisher, &entry.publisher), &when(entry));
    if !entry.pages.is_empty() {
        sentence(out, &format!("p. {}", pages(&entry.pages)));
    }
}

/// `Health and Care Professions Council; 2023 Jan 16.`
fn on_site(out: &mut String, entry: &Entry, site: &Entry) {
    published(out, &site.title, &when(entry));
}

/// `3rd ed. Vol. 2.`
fn details(out: &mut String, of_edition: &str, volume: &str) {
    sentence(out, &edition(of_edition));
    if !volume.is_empty() {
        sentence(out, &format!("Vol. {}", escape(volume)));
    }
}

/// `Johns Hopkins University Press; 1991.`
fn published(out: &mut String, publisher: &str, when: &str) {
    let parts = [escape(publisher), when.to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    sentence(out, &parts.join("; "));
}

/// The year; of a web page the day, and the day on which it was read: `2023 Jan 16 [cited 2026 Nov
/// 21]`.
fn when(entry: &Entry) -> String {
    let is_page = entry.is_web_page();
    let published = entry.date.map(|date| match (date.day(), date.month, date.day) {
        (Some(day), Some(_), Some(_)) if is_page => day.strftime("%Y %b %-d").to_string(),
        (Some(day), Some(_), None) if is_page => day.strftime("%Y %b").to_string(),
        _ => date.year.to_string(),
    });
    let read = entry.retrieved.filter(|_| is_page);
    let read = read.map(|day| day.strftime("[cited %Y %b %-d]").to_string());
    [published, read].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `Flückiger C, Del Re AC`, or `Flückiger C, et al`. A list of many names costs each page more
/// than it tells its readers; the address has them all.
fn people(names: &Names) -> String {
    let named = match names.list.as_slice() {
        [first, ..] if names.list.len() > AUTHORS => std::slice::from_ref(first),
        all => all,
    };
    let mut people: Vec<String> = named.iter().map(person).collect();
    if names.and_others || named.len() < names.list.len() {
        people.push("et al".to_owned());
    }
    escape(&people.join(", "))
}

fn person(name: &Name) -> String {
    let initials: String = name.initials().map(|(_, letter)| letter).collect();
    [name.family.as_str(), &initials, name.suffix.trim_end_matches('.')]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use crate::config::Style;
    use crate::trust::testing::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: &Expect) {
        expected.assert_eq(&reference(Style::Vancouver, text));
    }

    #[test]
    fn an_article() {
        check(
            ARTICLE,
            &expect![[
                r#"Flückiger C, et al. The alliance in adult psychotherapy: A meta-analytic synthesis. <cite>Psychotherapy</cite>. 2018;55(4):316–340. <a href="https://doi.org/10.1037/pst0000172">doi:10.1037/pst0000172</a>"#
            ]],
        );
    }

    #[test]
    fn an_article_with_a_number_instead_of_pages() {
        check(
            NUMBERED,
            &expect![[
                r#"Barth J. Which therapy helps? <cite>PLOS Medicine</cite>. 2013;10(5):e1001454. <a href="https://pubmed.ncbi.nlm.nih.gov/23723742/">https://pubmed.ncbi.nlm.nih.gov/<wbr>23723742/</a>"#
            ]],
        );
    }

    #[test]
    fn a_chapter_names_its_book_and_editors() {
        check(
            CHAPTER,
            &expect![
                "Lambert MJ. The efficacy of psychotherapy. In: Norcross JC, Goldfried MR, editors. <cite>Handbook of psychotherapy</cite>. 6th ed. Wiley; 2013. p. 169–218."
            ],
        );
    }

    #[test]
    fn a_book() {
        check(
            BOOK,
            &expect![
                "Frank JD, Frank JB. <cite>Persuasion and healing</cite>. 3rd ed. Vol. 2. Johns Hopkins University Press; 1991."
            ],
        );
    }

    #[test]
    fn an_edited_book_stands_under_its_editors() {
        check(
            EDITED,
            &expect![[
                r#"Norcross JC, Lambert MJ, editors. <cite>Psychotherapy relationships that work</cite>. Oxford University Press; 2019. <a href="https://doi.org/10.1093/med-psych/9780190843953.001.0001">doi:10.1093/<wbr>med-psych/<wbr>9780190843953.001.0001</a>"#
            ]],
        );
    }

    #[test]
    fn a_report_by_an_organisation() {
        check(
            REPORT,
            &expect![[
                r#"National Institute for Health and Care Excellence. <cite>Depression in adults</cite>. National Institute for Health and Care Excellence; 2022. <a href="https://www.nice.org.uk/guidance/ng222">https://www.nice.org.uk/<wbr>guidance/<wbr>ng222</a>"#
            ]],
        );
    }

    #[test]
    fn a_page_of_a_site() {
        check(
            WEB,
            &expect![[
                r#"Gledhill R. Understanding the regulation of psychologists. Health and Care Professions Council; 2023 Jan 16 [cited 2026 Nov 21]. <a href="https://example.org/">https://example.org/</a>"#
            ]],
        );
    }

    #[test]
    fn a_page_without_a_date() {
        check(
            NO_DATE,
            &expect![[
                r#"American Psychological Association. <cite>Ethical principles</cite>. [cited 2026 Nov 21]. <a href="https://example.org/?a&amp;b">https://example.org/?a&amp;b</a>"#
            ]],
        );
    }

    #[test]
    fn suffixes_and_hyphens_of_names() {
        check(
            SUFFIX,
            &expect![
                "Hook JN, Worthington EL Jr, Wang CC. Cultural humility. <cite>Journal of Counseling Psychology</cite>. 2013."
            ],
        );
    }

    #[test]
    fn what_nobody_signed() {
        check(UNSIGNED, &expect!["A note. <cite>The Lancet</cite>. 2001;(12):7."]);
    }

    #[test]
    fn nothing_in_an_entry_becomes_a_tag() {
        check(
            MARKUP,
            &expect![[
                r#"&lt;b&gt; X. asthma &lt;script&gt;alert(1)&lt;/script&gt; &amp; more. In: &lt;h1&gt; Y, editor. <cite>&lt;em&gt;</cite>. &lt;u&gt;. Vol. &lt;s&gt;. &lt;i&gt;. p. &lt;p&gt;. <a href="https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-%23">doi:10.1002/<wbr>(SICI)1097&lt;1::AID&gt;3.0.CO;2-#</a>"#
            ]],
        );
    }

    #[test]
    fn many_authors() {
        check(&authors(3), &expect!["A1 B, A2 B, A3 B. <cite>T</cite>. 2020."]);
        check(&authors(4), &expect!["A1 B, et al. <cite>T</cite>. 2020."]);
    }
}
