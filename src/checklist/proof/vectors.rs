//! Every way to spread some questions over the ways to answer them, in an order that can be
//! calculated, so that the neighbours of millions of vectors need no index.

/// All vectors of a class; the first way is the fullest in the first vector.
#[derive(Default)]
pub(super) struct Vectors {
    questions: usize,
    ways: usize,
    numbers: Vec<u8>,
}

impl Vectors {
    /// Lists them. There are at most 255 questions, or the numbers would not fit.
    pub fn new(questions: usize, ways: usize) -> Self {
        let mut all = Self { questions, ways, numbers: Vec::new() };
        all.extend(&mut Vec::with_capacity(ways), questions);
        all
    }

    /// Adds every vector that begins with `start`.
    fn extend(&mut self, start: &mut Vec<u8>, left: usize) {
        let fits = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
        if start.len() + 1 == self.ways {
            self.numbers.extend_from_slice(start);
            self.numbers.push(fits(left));
            return;
        }
        for number in (0..=left).rev() {
            start.push(fits(number));
            self.extend(start, left - number);
            start.pop();
        }
    }

    pub fn len(&self) -> usize {
        self.numbers.len() / self.ways.max(1)
    }

    pub fn get(&self, at: usize) -> &[u8] {
        &self.numbers[at * self.ways..(at + 1) * self.ways]
    }

    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.numbers.chunks_exact(self.ways.max(1))
    }

    /// The place of the vector with one question less in `from` and one more in `to`, if there is
    /// one in `from`.
    pub fn neighbour(&self, at: usize, from: usize, to: usize) -> Option<usize> {
        let vector = self.get(at);
        if vector[from] == 0 {
            return None;
        }
        let mut left = self.questions;
        let mut place = 0;
        for (way, number) in vector.iter().enumerate() {
            let number = usize::from(*number) + usize::from(way == to) - usize::from(way == from);
            // Before this one come all that have more here: the sum over more of how the others
            // can be spread is a binomial itself.
            let after = self.ways - way - 1;
            if left > number && after > 0 {
                place += choose(left - number - 1 + after, after);
            }
            left -= number;
        }
        Some(place)
    }
}

/// How many ways there are to choose `k` of `n`.
fn choose(n: usize, k: usize) -> usize {
    // Each step is whole.
    (1..=k).fold(1, |all, at| all * (n - k + at) / at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_where_they_are_calculated_to_be() {
        for (questions, ways) in [(1, 1), (4, 1), (1, 4), (3, 3), (5, 4), (2, 6)] {
            let all = Vectors::new(questions, ways);
            assert_eq!(all.len(), choose(questions + ways - 1, ways - 1));
            for (at, vector) in all.iter().enumerate() {
                assert_eq!(vector, all.get(at));
                for from in 0..ways {
                    for to in (0..ways).filter(|to| *to != from) {
                        let mut next = vector.to_vec();
                        next[to] += 1;
                        let less = next[from].checked_sub(1);
                        let place = less.and_then(|less| {
                            next[from] = less;
                            all.iter().position(|other| other == next)
                        });
                        assert_eq!(all.neighbour(at, from, to), place, "{vector:?} {from} {to}");
                    }
                }
            }
        }
    }
}
