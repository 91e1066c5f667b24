//! The lines that two texts do not share, for people who want to see what was changed.
//!
//! In: the old text and the new. Out: lines with `-` that are gone and lines with `+` that are new,
//! in their order, each with its number.

use std::fmt::Write as _;

/// Lines that are gone and lines that are new.
pub(super) fn lines(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same..], &new[same..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let mut text = String::new();
    for (at, kept) in steps(old, new) {
        let (mark, at, line) = match kept {
            Side::Old => ('-', at, old[at]),
            Side::New => ('+', at, new[at]),
        };
        let _ = writeln!(text, "{:>4} {mark} {line}", same + at + 1);
    }
    text
}

#[derive(Clone, Copy)]
enum Side {
    Old,
    New,
}

/// Which lines of either side are not in the longest common part, found in the plain way: what
/// differs is a few lines of front matter.
fn steps(old: &[&str], new: &[&str]) -> Vec<(usize, Side)> {
    let width = new.len() + 1;
    // The length of the longest common part of what follows.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            common[a * width + b] = if old[a] == new[b] {
                common[(a + 1) * width + b + 1] + 1
            } else {
                common[(a + 1) * width + b].max(common[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b, mut found) = (0, 0, Vec::new());
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            (a, b) = (a + 1, b + 1);
        } else if b == new.len()
            || (a < old.len() && common[(a + 1) * width + b] >= common[a * width + b + 1])
        {
            found.push((a, Side::Old));
            a += 1;
        } else {
            found.push((b, Side::New));
            b += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn only_what_differs_is_shown() {
        assert_eq!(lines("a\nb\n", "a\nb\n"), "");
        assert_eq!(
            lines("a\nb\nc\nd\ne\n", "a\nx\nc\ny\nz\nd\ne\n"),
            "   2 - b\n   2 + x\n   4 + y\n   5 + z\n"
        );
        assert_eq!(lines("", "a\n"), "   1 + a\n");
        assert_eq!(lines("a\nb\n", "b\n"), "   1 - a\n");
    }
}
