//! Where reading has come to among the tokens.

use crate::checklist::lexer::{Kind, Token};
use crate::source::Span;

pub(super) struct Cursor<'a> {
    pub tokens: Vec<Token<'a>>,
    /// The next token.
    pub at: usize,
    /// Where the text ends, white space aside.
    pub end: usize,
}

impl<'a> Cursor<'a> {
    pub fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    pub fn next_is(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.text == word)
    }

    pub fn take(&mut self, kind: Kind) -> bool {
        let is_next = self.peek().is_some_and(|token| token.kind == kind);
        self.at += usize::from(is_next);
        is_next
    }

    pub fn take_word(&mut self, word: &str) -> bool {
        let is_next = self.next_is(word);
        self.at += usize::from(is_next);
        is_next
    }

    /// The next token, or the end.
    pub fn place(&self) -> Span {
        self.peek().map_or(Span::at(self.end), |token| token.span)
    }

    /// The token just taken.
    pub fn before(&self) -> Span {
        let token = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        token.map_or(Span::at(0), |token| token.span)
    }
}
