//! Which compressed files stand beside an output.
//!
//! In: an output and the encodings that are wished for. Out: [`Twin`]s, whose names nothing else has.

use super::Plan;
use crate::compress::{self, Encoding, Twin};
use crate::source::OutPath;

impl Plan {
    /// The compressed twins of an output. A name that something else has, such as an author's own
    /// archive, is left to it.
    #[must_use]
    pub fn twins(&self, path: &OutPath, encodings: &[Encoding]) -> Vec<Twin> {
        let mut twins = compress::twins(path, encodings);
        twins.retain(|twin| self.is_free(twin.path.as_str()));
        twins
    }

    /// Whether neither a file nor a folder of the site has that name.
    fn is_free(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        let at = self.outputs.partition_point(|output| *output.path.as_str() < *inside);
        let is_folder =
            self.outputs.get(at).is_some_and(|output| output.path.as_str().starts_with(&inside));
        !is_folder && self.find(path).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Output, OutputKind};

    #[test]
    fn names_that_are_taken_are_left_to_whoever_has_them() {
        let paths =
            ["a.html", "a.html.br.txt", "b.html", "b.html.br", "c.html", "c.html.br/x", "d.png"];
        let out = |path: &str| OutPath::new(path).expect("a path");
        let outputs = paths.map(|path| Output { path: out(path), kind: OutputKind::Robots });
        let plan = Plan { outputs: outputs.to_vec(), ..Plan::default() };
        let twins = |path: &str| {
            let twins = plan.twins(&out(path), &Encoding::ALL);
            twins.iter().map(|twin| twin.path.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(twins("a.html"), "a.html.gz a.html.br");
        assert_eq!(twins("b.html"), "b.html.gz");
        assert_eq!(twins("c.html"), "c.html.gz");
        assert_eq!(twins("d.png"), "");
        assert!(plan.twins(&out("a.html"), &[]).is_empty());
    }
}
