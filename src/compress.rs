//! Texts made smaller ahead of time, for servers that send files as they find them.
//!
//! In: the path and the bytes of one output. Out: the paths of its compressed twins, and their bytes.
//! The same bytes give the same twin, on any machine: gzip carries no name and no time. Whether a
//! twin has to be made at all is for `disk` to say, which remembers from what it made the last one.

use crate::source::OutPath;
use flate2::{Compression, GzBuilder};
use std::io::Write as _;

/// How names of files end that compress well. Pictures and archives are compressed already.
const TEXTS: [&str; 11] =
    ["html", "css", "csv", "ics", "js", "json", "mjs", "svg", "txt", "webmanifest", "xml"];

/// The fewest bytes that are worth a twin. Less arrives in one packet, compressed or not.
const WORTH: usize = 1024;

/// A way to compress that browsers name in `Accept-Encoding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// Understood everywhere (RFC 1952).
    Gzip,
    /// About a fifth smaller than gzip, and understood by all browsers of today (RFC 7932).
    Brotli,
}

impl Encoding {
    /// Every one there is.
    pub const ALL: [Self; 2] = [Self::Gzip, Self::Brotli];

    /// What is added to the name of a file; servers look for this.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Gzip => ".gz",
            Self::Brotli => ".br",
        }
    }

    /// The name in HTTP, for `Content-Encoding`.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }

    /// What decides the bytes of a twin, beside those of its original. To be changed when a setting or
    /// a library changes what comes out, so that twins from before are made anew.
    #[must_use]
    pub fn recipe(self) -> &'static str {
        match self {
            Self::Gzip => "gzip 9, 1",
            Self::Brotli => "brotli 11, 1",
        }
    }
}

/// A compressed file beside its original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    /// Where it goes.
    pub path: OutPath,
    /// How it is compressed.
    pub encoding: Encoding,
}

/// The twins that a file may have, by its name alone; none if it is no text.
#[must_use]
pub fn twins(original: &OutPath, encodings: &[Encoding]) -> Vec<Twin> {
    let name = original.as_str();
    let is_text = name
        .rsplit_once('.')
        .is_some_and(|(_, ending)| TEXTS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
    let encodings = if is_text { encodings } else { &[] };
    // A name that is too long with a suffix has no twin.
    let twin = |&encoding: &Encoding| {
        let path = OutPath::new(&format!("{name}{}", encoding.suffix())).ok()?;
        Some(Twin { path, encoding })
    };
    encodings.iter().filter_map(twin).collect()
}

/// The name of the original and the encoding, if a name is that of a twin.
#[must_use]
pub fn original(name: &str) -> Option<(&str, Encoding)> {
    Encoding::ALL
        .into_iter()
        .find_map(|encoding| Some((name.strip_suffix(encoding.suffix())?, encoding)))
}

/// The bytes of a twin; `None` if there is not enough to win.
#[must_use]
pub fn compress(bytes: &[u8], encoding: Encoding) -> Option<Vec<u8>> {
    if bytes.len() < WORTH {
        return None;
    }
    let compressed = match encoding {
        Encoding::Gzip => gzip(bytes),
        Encoding::Brotli => brotli(bytes),
    };
    (compressed.len() < bytes.len()).then_some(compressed)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    // 255 stands for an unknown system, so that the header says nothing about ours.
    let mut writer =
        GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    writer.write_all(bytes).expect("memory does not fail");
    writer.finish().expect("memory does not fail")
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        // The largest window that every decoder takes.
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)
        .expect("memory does not fail");
    compressed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Read as _;

    fn decompress(bytes: &[u8], encoding: Encoding) -> Vec<u8> {
        let mut found = Vec::new();
        match encoding {
            Encoding::Gzip => flate2::read::GzDecoder::new(bytes).read_to_end(&mut found),
            Encoding::Brotli => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut found),
        }
        .expect("what we wrote can be read");
        found
    }

    fn names(path: &str, encodings: &[Encoding]) -> Vec<String> {
        let path = OutPath::new(path).expect("a path");
        twins(&path, encodings).iter().map(|twin| twin.path.to_string()).collect()
    }

    #[test]
    fn texts_have_twins_and_pictures_have_none() {
        let both = &Encoding::ALL;
        assert_eq!(names("a/index.html", both), ["a/index.html.gz", "a/index.html.br"]);
        assert_eq!(names("a/B.SVG", &[Encoding::Brotli]), ["a/B.SVG.br"]);
        for path in ["a.png", "a.html.gz", "a.pdf", "html", "_headers", "a.html/b"] {
            assert!(names(path, both).is_empty(), "{path}");
        }
        assert!(names(&format!("{}.html", "x".repeat(249)), both).is_empty());
    }

    #[test]
    fn a_twin_is_known_by_its_name() {
        assert_eq!(original("a/index.html.br"), Some(("a/index.html", Encoding::Brotli)));
        assert_eq!(original("a.css.gz"), Some(("a.css", Encoding::Gzip)));
        assert_eq!(original("a.css"), None);
    }

    #[test]
    fn what_is_short_or_does_not_shrink_has_no_twin() {
        // Numbers nobody can predict, from a fingerprint of a fingerprint.
        let mut noise = Vec::new();
        blake3::Hasher::new().finalize_xof().take(4096).read_to_end(&mut noise).expect("memory");
        for encoding in Encoding::ALL {
            assert_eq!(compress(&vec![b'a'; WORTH - 1], encoding), None);
            assert!(compress(&vec![b'a'; WORTH], encoding).is_some());
            assert_eq!(compress(&noise, encoding), None);
        }
    }

    /// Bytes are a promise: `recipe` has to change with them.
    #[test]
    fn bytes_of_a_recipe_are_frozen() {
        let text: String = (0..400).map(|n| format!("<li>{} {n}</li>\n", n * n % 97)).collect();
        let of = |encoding| {
            let twin = compress(text.as_bytes(), encoding).expect("it shrinks");
            (encoding.recipe(), twin.len(), blake3::hash(&twin).to_hex()[..16].to_owned())
        };
        assert_eq!(of(Encoding::Gzip), ("gzip 9, 1", 1454, "dac09c979659992e".to_owned()));
        assert_eq!(of(Encoding::Brotli), ("brotli 11, 1", 0, String::new()));
    }

    #[test]
    fn gzip_names_no_file_no_time_and_no_system() {
        let twin = compress(&[b'a'; 2000], Encoding::Gzip).expect("it shrinks");
        assert_eq!(twin[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_twin_is_smaller_and_holds_the_same(
            words in proptest::collection::vec("[a-z<>/ é漢]{0,12}", 0..900),
            noise in proptest::collection::vec(any::<u8>(), 0..300),
        ) {
            let mut bytes = words.join(" ").into_bytes();
            bytes.extend(noise);
            for encoding in Encoding::ALL {
                if let Some(twin) = compress(&bytes, encoding) {
                    prop_assert!(twin.len() < bytes.len());
                    prop_assert_eq!(compress(&bytes, encoding), Some(twin.clone()));
                    prop_assert_eq!(decompress(&twin, encoding), bytes.clone());
                }
            }
        }
    }
}
