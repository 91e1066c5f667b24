//! An entry of the bibliography, whichever file it came from.
//!
//! In: what the readers of YAML and BibTeX found. Out: [`Entry`], the one form that references,
//! data for machines and checks are made from. How it looks is left to the styles.

use jiff::civil::Date;

/// An entry, or the thing it is part of (a journal, a book).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) authors: Names,
    pub(super) editors: Names,
    pub(super) date: Option<Published>,
    pub(super) publisher: String,
    pub(super) edition: String,
    pub(super) volume: String,
    pub(super) issue: String,
    pub(super) pages: String,
    /// Without `https://doi.org/` before it.
    pub(super) doi: String,
    pub(super) isbn: String,
    pub(super) pmid: String,
    pub(super) url: String,
    /// The day on which `url` was read.
    pub(super) retrieved: Option<Date>,
    pub(super) parent: Option<Box<Entry>>,
    /// A field of it could not be used, which has been reported.
    pub(super) has_faults: bool,
}

/// What an entry is, as far as it makes a difference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part of a journal or newspaper.
    Article,
    /// A part of a book.
    Chapter,
    Book,
    Report,
    Thesis,
    /// A page, or a site.
    Web,
    /// A journal, a newspaper, a blog.
    Periodical,
    #[default]
    Other,
}

/// People in the order of the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) list: Vec<Name>,
    /// There are more, whom the bibliography does not name.
    pub(super) and_others: bool,
}

/// A person, or an organisation (which has no given name).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) family: String,
    pub(super) given: String,
    pub(super) suffix: String,
}

/// When something came out: a year, perhaps a month, perhaps a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Published {
    pub(super) year: i16,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

impl Names {
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Name {
    /// The first letters of the given names, each with what stood before it: `C.-C.` has a hyphen.
    pub(super) fn initials(&self) -> impl Iterator<Item = (char, String)> {
        let mut before = ' ';
        let mut found = Vec::new();
        for part in self.given.split_inclusive([' ', '-', '.', '\u{a0}']) {
            let word = part.trim_end_matches([' ', '-', '.', '\u{a0}']);
            if let Some(first) = word.chars().next() {
                found.push((before, first.to_uppercase().collect()));
                before = ' ';
            }
            if part.ends_with('-') {
                before = '-';
            }
        }
        found.into_iter()
    }
}

impl Published {
    /// `2018`, `2018-03` or `2018-03-05`, perhaps with a `~` for "about" before it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().trim_start_matches('~').splitn(3, '-');
        let mut number = |digits: usize| -> Option<Option<i16>> {
            let Some(part) = parts.next() else { return Some(None) };
            let is_number = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| part.parse().ok())
        };
        let (year, month, day) = (number(4)??, number(2)?, number(2)?);
        let short = |number: Option<i16>| number.and_then(|n| i8::try_from(n).ok());
        // The calendar decides whether there is such a day.
        Date::new(year, short(month).unwrap_or(1), short(day).unwrap_or(1)).ok()?;
        Some(Self { year, month: short(month), day: short(day) })
    }

    /// The first day of what it says.
    pub(super) fn day(self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }
}

impl Entry {
    /// What is on the page of a site: there is nothing but an address, and that can change.
    pub(super) fn is_web_page(&self) -> bool {
        let only_address = self.publisher.is_empty() && self.parent.is_none();
        !self.url.is_empty() && !self.has_number() && (self.kind == Kind::Web || only_address)
    }

    /// Whether anybody can find it again, wherever it is kept.
    pub(super) fn is_identified(&self) -> bool {
        // A chapter is found in its book; an article is not found by the number of its journal.
        let in_book = |parent: &Self| parent.kind != Kind::Periodical && parent.is_identified();
        self.has_number() || !self.url.is_empty() || self.parent.as_deref().is_some_and(in_book)
    }

    fn has_number(&self) -> bool {
        [&self.doi, &self.isbn, &self.pmid].into_iter().any(|number| !number.is_empty())
    }

    /// Whose work it is: the authors, else the editors of a book.
    pub(super) fn makers(&self) -> &Names {
        let edited = self.authors.is_empty() && self.parent.is_none();
        if edited { &self.editors } else { &self.authors }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_year_a_month_or_a_day() {
        let parts = |text| Published::parse(text).map(|date| (date.year, date.month, date.day));
        assert_eq!(parts("2018"), Some((2018, None, None)));
        assert_eq!(parts("~2018-03"), Some((2018, Some(3), None)));
        assert_eq!(parts("2023-01-16"), Some((2023, Some(1), Some(16))));
        for nothing in ["", "18", "2018-13", "2018-02-30", "2018-3", "in press", "2018-01-01-01"] {
            assert_eq!(parts(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn initials_keep_the_hyphens_of_given_names() {
        let initials = |given: &str| {
            let name = Name { given: given.into(), ..Name::default() };
            name.initials().map(|(before, letter)| format!("{before}{letter}")).collect::<String>()
        };
        assert_eq!(initials("A. C."), " A C");
        assert_eq!(initials("Chia-Chiang"), " C-C");
        assert_eq!(initials("M. Katherine"), " M K");
        assert_eq!(initials("Özlem"), " Ö");
        assert_eq!(initials(""), "");
    }
}
