//! The words of a condition.
//!
//! In: the text of a `when:`. Out: its tokens with their places in that text. Nothing is a mistake
//! here: what has no meaning is a token of its own, so that the parser can say what it expected
//! instead.

use super::Comparison;
use crate::source::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword or a name; also what somebody wrote instead of one (`No`, `my_id`).
    Word,
    /// Digits.
    Number,
    /// `>=` and the like.
    Compare(Comparison),
    /// `+`
    Plus,
    /// `(`
    Open,
    /// `)`
    Close,
    /// Anything else.
    Other,
}

/// A token and its place in the condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub span: Span,
}

/// Words with a meaning, which therefore cannot be names.
pub(super) const KEYWORDS: [&str; 10] =
    ["and", "or", "not", "any", "stop", "is", "in", "among", "answered", "unanswered"];

/// Whether a text can be a name in conditions, keywords aside.
pub(super) fn is_name(text: &str) -> bool {
    let mut letters = text.bytes();
    letters.next().is_some_and(|b| b.is_ascii_lowercase())
        && letters.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, len) = token(rest, first);
        if !first.is_whitespace() {
            let span = Span::new(at, at + len);
            tokens.push(Token { kind, text: &rest[..len], span });
        }
        at += len;
    }
    tokens
}

fn token(rest: &str, first: char) -> (Kind, usize) {
    let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
    match first {
        c if is_word(c) && !c.is_ascii_digit() && c != '-' => (Kind::Word, run(is_word)),
        c if c.is_ascii_digit() => (Kind::Number, run(|c| c.is_ascii_digit())),
        '+' => (Kind::Plus, 1),
        '(' => (Kind::Open, 1),
        ')' => (Kind::Close, 1),
        '<' | '>' | '=' | '!' | '&' | '|' => {
            // The whole run: of `==` and `=>` no part should be taken for what was meant.
            let len = run(|c| "<>=!&|".contains(c));
            (comparison(&rest[..len]).map_or(Kind::Other, Kind::Compare), len)
        }
        c => (Kind::Other, c.len_utf8()),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

fn comparison(text: &str) -> Option<Comparison> {
    Some(match text {
        ">=" => Comparison::AtLeast,
        "<=" => Comparison::AtMost,
        ">" => Comparison::MoreThan,
        "<" => Comparison::LessThan,
        "=" => Comparison::Exactly,
        _ => return None,
    })
}

/// How the language writes what other languages write otherwise.
pub(super) fn ours(foreign: &str) -> Option<&'static str> {
    Some(match foreign {
        "==" | "===" => "=",
        "=>" | "≥" => ">=",
        "=<" | "≤" => "<=",
        "&&" | "&" => "and",
        "||" | "|" => "or",
        "!" => "not",
        "!=" | "<>" | "≠" => "not … = …",
        "," => "+",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_cut_into_words_numbers_and_signs() {
        let cut: Vec<_> =
            tokens("(no+partly in plan>=10) == é\n").iter().map(|t| (t.kind, t.text)).collect();
        assert_eq!(
            cut,
            [
                (Kind::Open, "("),
                (Kind::Word, "no"),
                (Kind::Plus, "+"),
                (Kind::Word, "partly"),
                (Kind::Word, "in"),
                (Kind::Word, "plan"),
                (Kind::Compare(Comparison::AtLeast), ">="),
                (Kind::Number, "10"),
                (Kind::Close, ")"),
                (Kind::Other, "=="),
                (Kind::Word, "é"),
            ]
        );
    }
}
