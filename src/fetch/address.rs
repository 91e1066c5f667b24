//! Addresses of the web, as far as following a link needs them
//! (<https://www.rfc-editor.org/rfc/rfc3986#section-5.2>).

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What cannot stand in a request as it is.
const NOT_IN_REQUESTS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address as it is asked for: without its `#…`, other letters percent-encoded.
pub(super) fn request(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    utf8_percent_encode(url, NOT_IN_REQUESTS).to_string()
}

/// The server and its port as written, in small letters.
pub(super) fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase()
}

/// Where a redirect leads; the error is what kind of address it is if it is none of the web.
pub(super) fn follow(from: &str, location: &str) -> Result<String, String> {
    let location = location.trim().split('#').next().unwrap_or_default();
    if let Some(scheme) = scheme(location) {
        return match scheme.as_str() {
            "http" | "https" if location[scheme.len()..].starts_with("://") => {
                Ok(request(location))
            }
            other => Err(format!("`{other}:`")),
        };
    }
    let (scheme, rest) = from.split_once("://").unwrap_or(("https", from));
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (server, path) = rest.split_at(end);
    let path = path.split('?').next().unwrap_or_default();
    let whole = if let Some(other) = location.strip_prefix("//") {
        format!("{scheme}://{other}")
    } else if location.is_empty() {
        from.to_owned()
    } else if location.starts_with('?') {
        format!("{scheme}://{server}{path}{location}")
    } else {
        let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
        let (asked, query) = match location.split_once('?') {
            Some((path, query)) => (path, format!("?{query}")),
            None => (location, String::new()),
        };
        let joined =
            if asked.starts_with('/') { asked.to_owned() } else { format!("{folder}{asked}") };
        format!("{scheme}://{server}{}{query}", without_dots(&joined))
    };
    Ok(request(&whole))
}

fn scheme(location: &str) -> Option<String> {
    let (scheme, _) = location.split_once(':')?;
    let mut letters = scheme.bytes();
    let is_scheme = letters.next().is_some_and(|b| b.is_ascii_alphabetic())
        && letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let all: Vec<&str> = path.split('/').skip(1).collect();
    for (at, part) in all.iter().enumerate() {
        let is_last = at + 1 == all.len();
        match *part {
            "." | ".." => {
                if *part == ".." {
                    parts.pop();
                }
                if is_last {
                    parts.push("");
                }
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_is_followed_as_browsers_do() {
        let from = "https://a.example/b/c?q";
        for (location, to) in [
            ("https://x.example/y#z", "https://x.example/y"),
            ("HTTP://x.example", "HTTP://x.example"),
            ("//x.example/y", "https://x.example/y"),
            ("/d", "https://a.example/d"),
            ("d", "https://a.example/b/d"),
            ("d/", "https://a.example/b/d/"),
            ("../d?e", "https://a.example/d?e"),
            ("..", "https://a.example/"),
            ("./", "https://a.example/b/"),
            ("?e", "https://a.example/b/c?e"),
            ("", "https://a.example/b/c?q"),
            ("/müde x", "https://a.example/m%C3%BCde%20x"),
        ] {
            assert_eq!(follow(from, location).as_deref(), Ok(to), "{location}");
        }
        for location in
            ["javascript:alert(1)", "mailto:a@example.org", "file:///etc/passwd", "ftp://x/"]
        {
            assert!(follow(from, location).is_err(), "{location}");
        }
        assert_eq!(follow("https://a.example", "d").as_deref(), Ok("https://a.example/d"));
    }

    #[test]
    fn the_server_is_known_by_its_name_and_port() {
        assert_eq!(host("https://A.example:80/x?y"), "a.example:80");
        assert_eq!(host("http://a.example?y"), "a.example");
    }
}
