//! Where the site will be, and the addresses that follow from it.

use super::BaseUrl;
use crate::source::UrlPath;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but what RFC 3986 section 3.3 lets stand in a path as it is.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    // unreserved
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    // sub-delims
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    // the rest of pchar
    .remove(b':')
    .remove(b'@');

impl BaseUrl {
    /// Takes an absolute address apart: `https://example.org/guide/`.
    ///
    /// Scheme and host are put into small letters and slashes at the end are removed. The path is
    /// kept without percent-encoding.
    ///
    /// # Errors
    /// A reason that reads well behind "`…` cannot be the base address: ".
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Err("it is empty".to_owned());
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c)) {
            return Err(
                "it holds a space or another character that addresses cannot have".to_owned()
            );
        }
        let (scheme, rest) = text
            .split_once("://")
            .map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest))
            .filter(|(scheme, _)| scheme == "https" || scheme == "http")
            .ok_or("it does not begin with `https://` or `http://`")?;
        if rest.contains('?') {
            return Err("it has a query (`?`)".to_owned());
        }
        if rest.contains('#') {
            return Err("it has a fragment (`#`)".to_owned());
        }
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let origin = format!("{scheme}://{}", check_host(host)?);
        Ok(Self { origin, path: check_path(path)? })
    }

    /// The absolute address of a page or file, percent-encoded: for feeds, the sitemap and
    /// `<link rel="canonical">`.
    #[must_use]
    pub fn permalink(&self, url: &UrlPath) -> String {
        self.address(&self.origin, url)
    }

    /// The address of a page or file as links in pages write it: with the base path,
    /// percent-encoded, without the host.
    #[must_use]
    pub fn href(&self, url: &UrlPath) -> String {
        self.address("", url)
    }

    fn address(&self, origin: &str, url: &UrlPath) -> String {
        let room = origin.len() + self.path.len() + url.as_str().len();
        let mut out = String::with_capacity(room);
        out.push_str(origin);
        out.extend(utf8_percent_encode(&self.path, IN_PATH));
        out.extend(utf8_percent_encode(url.as_str(), IN_PATH));
        out
    }
}

fn check_host(host: &str) -> Result<String, String> {
    if host.contains('@') {
        return Err("it holds a user name or password (`@`)".to_owned());
    }
    // The brackets of IPv6 hold colons of their own.
    let port_from = host.find(']').unwrap_or(0);
    let (name, port) = match host[port_from..].rfind(':') {
        Some(at) => (&host[..port_from + at], Some(&host[port_from + at + 1..])),
        None => (host, None),
    };
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err("the part behind the colon is not a port number".to_owned());
    }
    if name.is_empty() {
        return Err("it has no host".to_owned());
    }
    if !name.is_ascii() {
        return Err("the host has letters beyond a to z; write it in its `xn--` form".to_owned());
    }
    let is_ipv6 = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .is_some_and(|inner| inner.parse::<std::net::Ipv6Addr>().is_ok());
    let is_name = name.split('.').all(|label| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    });
    if !is_ipv6 && !is_name {
        return Err(format!("`{name}` is not the name of a host"));
    }
    Ok(host.to_ascii_lowercase())
}

fn check_path(path: &str) -> Result<String, String> {
    let path = path.trim_end_matches('/');
    let decoded = percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| "its percent-encoding is not UTF-8".to_owned())?;
    if decoded.chars().any(|c| c.is_control() || c == '\\') {
        return Err("its path holds a character that addresses cannot have".to_owned());
    }
    if decoded.split('/').skip(1).any(|part| matches!(part, "" | "." | "..")) {
        return Err("a part of its path is empty, `.` or `..`".to_owned());
    }
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> BaseUrl {
        BaseUrl::parse(text).expect("the test says it is right")
    }

    #[test]
    fn an_address_is_taken_apart() {
        for (text, origin, path) in [
            ("https://example.org", "https://example.org", ""),
            ("https://example.org/", "https://example.org", ""),
            ("HTTPS://Example.ORG//", "https://example.org", ""),
            ("https://example.org/guide/", "https://example.org", "/guide"),
            ("https://example.org/a/B", "https://example.org", "/a/B"),
            ("http://localhost:8080/", "http://localhost:8080", ""),
            ("http://[::1]:80/", "http://[::1]:80", ""),
            ("https://example.org/m%C3%BCde/", "https://example.org", "/müde"),
            ("https://example.org/müde/", "https://example.org", "/müde"),
        ] {
            let expected = BaseUrl { origin: origin.to_owned(), path: path.to_owned() };
            assert_eq!(BaseUrl::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_a_reason() {
        let reasons: String = [
            "",
            "example.org",
            "//example.org",
            "/guide",
            "ftp://example.org",
            "https:example.org",
            "https://",
            "https:///a",
            "https://example.org/?q",
            "https://example.org/#f",
            "https://exa mple.org",
            "https://me:pw@example.org",
            "https://example.org:http/",
            "https://müde.org",
            "https://exam!ple.org",
            "https://example..org",
            "https://example.org/a//b",
            "https://example.org/../b",
            "https://example.org/%2e%2e/",
            "https://example.org/%ff",
            "https://[::1",
            "https://[x]:80",
            "https://:80",
        ]
        .iter()
        .map(|text| {
            format!("{text}: {}\n", BaseUrl::parse(text).expect_err("the test says it is wrong"))
        })
        .collect();
        expect_test::expect![[r#"
            : it is empty
            example.org: it does not begin with `https://` or `http://`
            //example.org: it does not begin with `https://` or `http://`
            /guide: it does not begin with `https://` or `http://`
            ftp://example.org: it does not begin with `https://` or `http://`
            https:example.org: it does not begin with `https://` or `http://`
            https://: it has no host
            https:///a: it has no host
            https://example.org/?q: it has a query (`?`)
            https://example.org/#f: it has a fragment (`#`)
            https://exa mple.org: it holds a space or another character that addresses cannot have
            https://me:pw@example.org: it holds a user name or password (`@`)
            https://example.org:http/: the part behind the colon is not a port number
            https://müde.org: the host has letters beyond a to z; write it in its `xn--` form
            https://exam!ple.org: `exam!ple.org` is not the name of a host
            https://example..org: `example..org` is not the name of a host
            https://example.org/a//b: a part of its path is empty, `.` or `..`
            https://example.org/../b: a part of its path is empty, `.` or `..`
            https://example.org/%2e%2e/: a part of its path is empty, `.` or `..`
            https://example.org/%ff: its percent-encoding is not UTF-8
            https://[::1: `[:` is not the name of a host
            https://[x]:80: `[x]` is not the name of a host
            https://:80: it has no host
        "#]]
        .assert_eq(&reasons);
    }

    #[test]
    fn addresses_are_percent_encoded() {
        let base = base("https://example.org/müde/");
        let url = UrlPath::new("/50% of ü/a+b&c's/[x]?.html");
        assert_eq!(base.href(&url), "/m%C3%BCde/50%25%20of%20%C3%BC/a+b&c's/%5Bx%5D%3F.html");
        assert_eq!(base.permalink(&UrlPath::new("/")), "https://example.org/m%C3%BCde/");
    }
}
