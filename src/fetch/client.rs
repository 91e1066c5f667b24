//! One request: the only file that knows the HTTP client.

use super::Settings;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use ureq::http::{HeaderMap, StatusCode};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// Which way to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// Only whether it is there.
    Head,
    /// As a browser does; what comes is not read.
    Get,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reply {
    /// A server answered.
    Status {
        /// Its code.
        code: u16,
        /// The code and its usual name: `404 Not Found`.
        said: String,
        /// Where it sends us.
        location: Option<String>,
        /// How long it wants us to wait.
        retry_after: Option<Duration>,
    },
    /// There is no server of this name.
    NoHost,
    /// The connection is not safe, and why.
    NotSafe(String),
    /// Anything that may pass: too slow, refused, cut off.
    Trouble(String),
    /// Nothing that can be asked for.
    NoAddress,
}

pub(super) struct Client {
    agent: ureq::Agent,
    has_roots: bool,
}

impl Client {
    pub(super) fn new(settings: &Settings) -> Self {
        let roots: Vec<Certificate<'static>> = rustls_native_certs::load_native_certs()
            .certs
            .iter()
            .map(|root| Certificate::from_der(root).to_owned())
            .collect();
        let has_roots = !roots.is_empty();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::from(roots))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = ureq::Agent::config_builder()
            .tls_config(tls)
            .user_agent(settings.user_agent.as_str())
            .timeout_global(Some(settings.timeout))
            .http_status_as_error(false)
            // Redirects are followed one by one, so that each server gets its pause.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(settings.at_once * 2);
        let config = if settings.proxy { config } else { config.proxy(None) };
        Self { agent: config.build().new_agent(), has_roots }
    }

    pub(super) fn request(&self, method: Method, url: &str) -> Reply {
        if !self.has_roots && url.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("https:"))
        {
            // Every certificate would look wrong.
            let why = "this machine has no list of certificates to trust";
            return Reply::Trouble(why.to_owned());
        }
        let result = match method {
            Method::Head => self.agent.head(url).call(),
            Method::Get => self.agent.get(url).call(),
        };
        match result {
            Ok(response) => reply(response.status(), response.headers()),
            Err(error) => trouble(&error),
        }
    }
}

fn reply(status: StatusCode, headers: &HeaderMap) -> Reply {
    let header = |name: &str| Some(headers.get(name)?.to_str().ok()?.to_owned());
    let name = status.canonical_reason().unwrap_or_default();
    Reply::Status {
        code: status.as_u16(),
        said: format!("{} {name}", status.as_u16()).trim().to_owned(),
        location: header("location"),
        retry_after: header("retry-after").and_then(|text| wait(&text)),
    }
}

/// `Retry-After`: seconds, or a moment (<https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3>).
fn wait(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = jiff::fmt::rfc2822::parse(text.trim()).ok()?.timestamp();
    let seconds = moment.as_second() - jiff::Timestamp::now().as_second();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

fn trouble(error: &ureq::Error) -> Reply {
    use ureq::Error;
    match error {
        Error::HostNotFound => Reply::NoHost,
        Error::BadUri(_) | Error::Http(_) => Reply::NoAddress,
        Error::Timeout(_) => Reply::Trouble("it did not answer in time".to_owned()),
        Error::Rustls(cause) => not_safe(cause),
        Error::Tls(cause) => Reply::NotSafe((*cause).to_owned()),
        Error::Io(cause) => match in_tls(cause) {
            Some(cause) => not_safe(cause),
            None => Reply::Trouble(match cause.kind() {
                io::ErrorKind::ConnectionRefused => "it refuses connections".to_owned(),
                io::ErrorKind::TimedOut => "it did not answer in time".to_owned(),
                _ => "the connection was cut off".to_owned(),
            }),
        },
        _ => Reply::Trouble("its answer makes no sense".to_owned()),
    }
}

fn in_tls(cause: &io::Error) -> Option<&rustls::Error> {
    cause.get_ref()?.downcast_ref::<rustls::Error>()
}

fn not_safe(cause: &rustls::Error) -> Reply {
    Reply::NotSafe(match cause {
        rustls::Error::InvalidCertificate(why) => format!("its certificate is not valid ({why})"),
        _ => "no safe connection can be made".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_pass_is_told_from_what_cannot() {
        use ureq::Error;
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        assert_eq!(trouble(&Error::HostNotFound), Reply::NoHost);
        assert_eq!(
            trouble(&Error::Io(refused)),
            Reply::Trouble("it refuses connections".to_owned())
        );
        let expired = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let inside = io::Error::new(io::ErrorKind::InvalidData, expired.clone());
        assert!(
            matches!(trouble(&Error::Io(inside)), Reply::NotSafe(why) if why.contains("certificate"))
        );
        assert!(matches!(trouble(&Error::Rustls(expired)), Reply::NotSafe(_)));
    }

    #[test]
    fn the_time_to_wait_is_a_number_or_a_moment() {
        assert_eq!(wait("120"), Some(Duration::from_secs(120)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert_eq!(wait("soon"), None);
    }
}
