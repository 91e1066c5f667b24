//! What a host should say of each file when it sends it.
//!
//! In: a path in the output folder, and the fingerprint of what is there. Out: a [`Delivery`]. The
//! policy, which is the same for all files, is in `hosts`.

use crate::compress;

/// For what never changes under its name.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// For pages: kept, and asked for each time, which costs a few bytes if nothing changed. A correction
/// is seen at once, and no page asks for a stylesheet that is gone.
pub const PAGES: &str = "no-cache";
/// For everything else.
pub const OTHERS: &str = "public, max-age=3600";

/// How a file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// `Content-Type`.
    pub content_type: &'static str,
    /// `Cache-Control`.
    pub cache_control: &'static str,
}

/// How a file is sent. `fingerprint` is that of its bytes, in hexadecimal digits. A compressed twin is
/// sent like its original, and says with what it was compressed.
#[must_use]
pub fn delivery(path: &str, fingerprint: &str) -> Delivery {
    let cache_control = if is_page(path) {
        PAGES
    } else if is_named_by(path, fingerprint) {
        IMMUTABLE
    } else {
        OTHERS
    };
    Delivery { content_type: content_type(path), cache_control }
}

/// Whether a file is a page, compressed or not.
#[must_use]
pub fn is_page(path: &str) -> bool {
    compress::original(path).map_or(path, |(name, _)| name).ends_with(".html")
}

/// Whether a name holds the fingerprint of what is in it: `style.21dbfe12.css`.
fn is_named_by(name: &str, fingerprint: &str) -> bool {
    let parts: Vec<&str> = name.rsplit('/').next().unwrap_or(name).split('.').collect();
    match parts[..] {
        [_, .., part, _] => part.len() >= 8 && fingerprint.starts_with(part),
        _ => false,
    }
}

/// What kind of file that is, by its name.
#[must_use]
pub fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "xml" => "application/xml; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "ics" => "text/calendar; charset=utf-8",
        "txt" | "md" | "csv" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "gz" => "application/gzip",
        _ if path.starts_with('_') => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_holds_the_fingerprint_of_its_bytes_never_changes() {
        let hash = blake3::hash(b"a{}").to_hex();
        let named = format!("style-list.{}.css", &hash[..8]);
        let cache = |path: &str, hash: &str| delivery(path, hash).cache_control;
        assert_eq!(cache(&named, &hash), IMMUTABLE);
        // The name says so, and the bytes do not.
        assert_eq!(cache(&named, blake3::hash(b"b{}").to_hex().as_str()), OTHERS);
        assert_eq!(cache("favicon.svg", &hash), OTHERS);
        assert_eq!(cache("a/index.html", &hash), PAGES);
        // No name at all, and a page is one before all else.
        assert_eq!(cache(&hash[..8], &hash), OTHERS);
        assert_eq!(cache(&format!("a.{}.html", &hash[..8]), &hash), PAGES);
    }

    #[test]
    fn a_compressed_page_is_a_page_too() {
        for path in ["index.html", "a/index.html.gz", "a.html.br"] {
            assert!(is_page(path), "{path}");
        }
        for path in ["style.css", "feed.xml.gz", "html", "a.html.zip"] {
            assert!(!is_page(path), "{path}");
        }
    }

    #[test]
    fn types_are_known_by_the_end_of_a_name() {
        assert_eq!(content_type("feed.xml"), "application/xml; charset=utf-8");
        assert_eq!(content_type("A.PNG"), "image/png");
        assert_eq!(content_type("_headers"), "text/plain; charset=utf-8");
        assert_eq!(content_type("a.tar.gz"), "application/gzip");
        assert_eq!(content_type("a.b/file"), "application/octet-stream");
    }
}
