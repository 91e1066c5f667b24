//! Small bibliographies for tests.

use super::bibliography::Bibliography;
use crate::config::{Citations, Style};
use crate::source::{Entry, Snapshot, SourcePath};
use crate::yaml::testing::listed;

/// Reads files, each a path and its text, and lists what is wrong with them.
pub(super) fn bibliography(files: &[(&str, &str)], style: Style) -> (Bibliography, String) {
    let mut snapshot = Snapshot::default();
    for (path, text) in files {
        let path = SourcePath::new(path).expect("a path");
        snapshot.insert(path, Entry::Text((*text).into()));
    }
    let citations = Citations { style, ..Citations::default() };
    let found = Bibliography::from_data(&snapshot, citations);
    let sources: Vec<_> = snapshot.iter().filter_map(|(path, _)| snapshot.text(path)).collect();
    let sources: Vec<_> = sources.iter().collect();
    (found.value, listed(&sources, found.diagnostics))
}

/// The only entry of a bibliography in YAML, as a reference.
pub(super) fn reference(style: Style, text: &str) -> String {
    let (found, _) = bibliography(&[(super::hayagriva::PATH, text)], style);
    let mut all = found.iter();
    let (_, one) = all.next().expect("there is an entry");
    assert!(all.next().is_none(), "there is more than one");
    one.html.as_str().to_owned()
}

/// Entries of every kind, which each style has its own way to write.
pub(super) const ARTICLE: &str = "\
a:
  type: article
  title: 'The alliance in adult psychotherapy: A meta-analytic synthesis'
  author: ['Flückiger, Christoph', 'Del Re, A. C.', 'Wampold, Bruce E.', 'Horvath, Adam O.']
  date: 2018
  page-range: 316-340
  serial-number: {doi: 10.1037/pst0000172}
  parent: {type: periodical, title: Psychotherapy, volume: 55, issue: 4}
";
pub(super) const NUMBERED: &str = "\
a:
  type: article
  title: Which therapy helps?
  author: 'Barth, Jürgen'
  date: 2013-05
  page-range: e1001454
  serial-number: {pmid: 23723742}
  parent: {type: periodical, title: PLOS Medicine, volume: 10, issue: 5}
";
pub(super) const CHAPTER: &str = "\
a:
  type: chapter
  title: The efficacy of psychotherapy
  author: 'Lambert, Michael J.'
  date: 2013
  page-range: 169-218
  parent:
    type: book
    title: Handbook of psychotherapy
    editor: ['Norcross, John C.', 'Goldfried, Marvin R.']
    publisher: Wiley
    edition: 6
";
pub(super) const BOOK: &str = "\
a:
  type: book
  title: Persuasion and healing
  author: ['Frank, Jerome D.', 'Frank, Julia B.']
  date: 1991
  edition: 3
  volume: 2
  publisher: Johns Hopkins University Press
";
pub(super) const EDITED: &str = "\
a:
  type: book
  title: Psychotherapy relationships that work
  editor: ['Norcross, John C.', 'Lambert, Michael J.']
  date: 2019
  publisher: Oxford University Press
  serial-number: {doi: 10.1093/med-psych/9780190843953.001.0001}
";
pub(super) const REPORT: &str = "\
a:
  type: report
  title: Depression in adults
  author: {name: National Institute for Health and Care Excellence}
  publisher: National Institute for Health and Care Excellence
  date: 2022
  url: https://www.nice.org.uk/guidance/ng222
";
pub(super) const WEB: &str = "\
a:
  type: web
  title: Understanding the regulation of psychologists
  author: 'Gledhill, Rachael'
  date: 2023-01-16
  url: {value: https://example.org/, date: 2026-11-21}
  parent: {type: web, title: Health and Care Professions Council}
";
pub(super) const NO_DATE: &str = "\
a:
  type: web
  title: Ethical principles
  author: {name: American Psychological Association}
  url: {value: 'https://example.org/?a&b', date: 2026-11-21}
";
pub(super) const SUFFIX: &str = "\
a:
  type: article
  title: Cultural humility
  author: ['Hook, Joshua N.', 'Worthington, Jr., Everett L.', 'Wang, Chia-Chiang']
  date: 2013
  parent: {type: periodical, title: Journal of Counseling Psychology}
";
pub(super) const UNSIGNED: &str = "\
a:
  type: article
  title: A note
  date: 2001
  page-range: 7
  parent: {type: periodical, title: The Lancet, issue: 12}
";
pub(super) const MARKUP: &str = "\
a:
  type: chapter
  title: asthma <script>alert(1)</script> & more
  author: '<b>, X'
  publisher: '<i>'
  edition: '<u>'
  volume: '<s>'
  page-range: '<p>'
  serial-number: {doi: '10.1002/(SICI)1097<1::AID>3.0.CO;2-#'}
  parent: {title: '<em>', editor: '<h1>, Y'}
";

/// So many authors.
pub(super) fn authors(number: usize) -> String {
    let names: Vec<String> = (1..=number).map(|n| format!("'A{n}, B'")).collect();
    format!("a:\n  type: book\n  title: T\n  author: [{}]\n  date: 2020\n", names.join(", "))
}
