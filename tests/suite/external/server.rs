//! A server on this machine that answers as a test says, and remembers who asked for what.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// One request.
pub struct Request {
    /// `HEAD` or `GET`.
    pub method: String,
    /// With its query.
    pub path: String,
    /// All of it, as sent.
    pub text: String,
    /// How often the same was asked before.
    pub before: usize,
}

/// Status and headers; `None` holds the connection until the client gives up.
pub type Answer = Option<String>;

pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    log: Mutex<Vec<String>>,
    counts: Mutex<BTreeMap<String, usize>>,
    now: AtomicUsize,
    most: AtomicUsize,
    is_over: AtomicBool,
}

impl Server {
    /// Answers every request with what `answer` says, such as `404 Not Found`.
    pub fn new(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let answer = Arc::new(answer);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if shared.is_over.load(Ordering::SeqCst) {
                    return;
                }
                let (state, answer) = (Arc::clone(&shared), Arc::clone(&answer));
                thread::spawn(move || connection(stream, &state, &*answer));
            }
        });
        Self { address, state, thread: Some(thread) }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked, in order: `HEAD /a`.
    pub fn log(&self) -> Vec<String> {
        self.state.log.lock().expect("no thread panics").clone()
    }

    /// How many requests were open at the same time at most.
    pub fn most_at_once(&self) -> usize {
        self.state.most.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.is_over.store(true, Ordering::SeqCst);
        // So that it notices.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn connection(mut stream: TcpStream, state: &State, answer: &dyn Fn(&Request) -> Answer) {
    let now = state.now.fetch_add(1, Ordering::SeqCst) + 1;
    state.most.fetch_max(now, Ordering::SeqCst);
    let answered = read(&mut stream, state).and_then(|request| {
        let said = answer(&request);
        if said.is_none() {
            // Until the other side closes.
            let _ = stream.read(&mut [0; 16]);
        }
        said
    });
    // Before the answer goes out: once it has it, the other side may ask again at once.
    state.now.fetch_sub(1, Ordering::SeqCst);
    if let Some(said) = answered {
        let text = format!("HTTP/1.1 {said}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let _ = stream.write_all(text.as_bytes());
    }
}

fn read(stream: &mut TcpStream, state: &State) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 1024];
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        let n = stream.read(&mut buffer).ok()?;
        if n == 0 {
            return None;
        }
        // A greeting of TLS, which this server does not speak.
        if !buffer[0].is_ascii_alphabetic() {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
            return None;
        }
        bytes.extend_from_slice(&buffer[..n]);
    }
    let text = String::from_utf8(bytes).ok()?;
    let mut words = text.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let line = format!("{method} {path}");
    let mut counts = state.counts.lock().ok()?;
    let count = counts.entry(line.clone()).or_default();
    let before = *count;
    *count += 1;
    state.log.lock().ok()?.push(line);
    Some(Request { method, path, text, before })
}
