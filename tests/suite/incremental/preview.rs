//! A preview that follows edits shows what a preview shows that was started after them.
//!
//! Nobody tells a browser when the preview has caught up, so each page is asked for until it is
//! right; one that never becomes so is the mistake.

use super::edits::{EDITS, Edit};
use super::site::Dice;
use super::world::World;
use super::{Series, runner, series};
use goodfit::disk::{self, Layout};
use goodfit::pipeline;
use proptest::strategy::{Strategy as _, ValueTree as _};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How many edits there are, and how long a preview may take to catch up on a machine that is busy.
const EDITS_IN_ALL: usize = 120;
const PATIENCE: Duration = Duration::from_secs(30);

/// A preview that runs until it is dropped.
struct Preview {
    child: Child,
    port: u16,
}

impl Preview {
    fn start(world: &World, root: &Path) -> Self {
        let mut command = world.command(root);
        command.args(["serve", "--port", "0"]).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let mut port = None;
        // Once the second line is there, so is the site.
        for line in lines.by_ref().map_while(Result::ok) {
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                port = rest.split('/').next().and_then(|port| port.parse().ok());
            }
            if line.contains(" ready in ") {
                break;
            }
        }
        // Somebody has to read what it says, or it would wait for ever.
        thread::spawn(move || lines.for_each(drop));
        Self { child, port: port.expect("it says where it is") }
    }

    /// The answer to one request, without the port, which no two previews share.
    fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let host = format!("127.0.0.1:{}", self.port);
        // At once: a second small packet would wait for the answer to the first.
        let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = String::from_utf8_lossy(&answer).replace(&host, "HOST");
        let hidden =
            |line: &&str| !line.starts_with("date: ") && !line.starts_with("content-length: ");
        Some(answer.lines().filter(hidden).collect::<Vec<_>>().join("\n"))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The paths of all outputs, and of one that is none.
fn paths(world: &World) -> Vec<String> {
    let layout = Layout { root: world.fresh(), config: "goodfit.yaml".to_owned() };
    let (snapshot, mut options) = (disk::scan(&layout), crate::support::options());
    options.publishing.now = super::site::DAYS[world.flags.now].parse().expect("a day");
    options.purpose = pipeline::Purpose::Preview;
    let prepared = pipeline::prepare(snapshot.into_value(&mut Vec::new()), &options);
    let prepared = prepared.into_value(&mut Vec::new());
    let outputs = prepared.plan.outputs.iter().map(|output| output.path.to_string());
    outputs.chain(["not/there/".to_owned()]).collect()
}

/// What differs between the two, once there was time to catch up.
fn differs(world: &World, preview: &Preview) -> Option<String> {
    let fresh = Preview::start(world, &world.fresh());
    let start = Instant::now();
    let mut waiting: Vec<(String, String)> = paths(world)
        .into_iter()
        .map(|path| (fresh.get(&path).expect("a preview answers"), path))
        .map(|(page, path)| (path, page))
        .collect();
    let all = waiting.clone();
    loop {
        waiting.retain(|(path, page)| preview.get(path).as_ref() != Some(page));
        if waiting.is_empty() {
            // What was right before the preview had caught up may be wrong after it.
            waiting = all
                .iter()
                .filter(|(path, page)| preview.get(path).as_ref() != Some(page))
                .cloned()
                .collect();
            if waiting.is_empty() {
                return None;
            }
        }
        if start.elapsed() > PATIENCE {
            let (path, page) = &waiting[0];
            return Some(format!(
                "`/{path}` is\n{:?}\nand in a new preview\n{page}",
                preview.get(path)
            ));
        }
        thread::sleep(Duration::from_millis(20));
    }
}

fn follow(series: &Series) -> Result<(), String> {
    let mut world = World::new(&mut Dice(series.site));
    let preview = Preview::start(&world, &world.kept());
    for edit in &series.edits {
        Edit::make(edit, &mut world);
        if let Some(why) = differs(&world, &preview) {
            return Err(format!("after {}: {why}", EDITS[edit.kind].name));
        }
    }
    Ok(())
}

#[test]
fn a_preview_that_follows_edits_equals_a_new_one() {
    let (mut runner, _) = runner(200);
    let strategy = series(|kind| kind.on_sources);
    let mut edits = 0;
    while edits < super::number("GOODFIT_EDITS", EDITS_IN_ALL * 20) / 20 {
        let series = strategy.new_tree(&mut runner).expect("nothing is rejected").current();
        follow(&series).unwrap_or_else(|why| panic!("{why}\n{series:?}"));
        edits += series.edits.len();
    }
}

#[test]
fn a_preview_that_does_not_follow_is_noticed() {
    // A preview of another site stands for one that missed an edit.
    let one = World::new(&mut Dice(1));
    let preview = Preview::start(&one, &one.kept());
    let mut other = World::new(&mut Dice(1));
    other.site.config.title += 1;
    other.save();
    let fresh = Preview::start(&other, &other.fresh());
    assert_ne!(preview.get(""), fresh.get(""));
    assert_eq!(Preview::start(&one, &one.fresh()).get(""), preview.get(""));
}
