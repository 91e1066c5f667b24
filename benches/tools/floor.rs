//! `floor SOURCES TREE OUT THREADS`: what no generator can go below on this machine.
//!
//! Reads every file of SOURCES and writes the files of TREE into the empty folder OUT, with THREADS
//! threads; prints what that cost as JSON. TREE is read into memory before the clock starts: a
//! generator has its output in memory too. One `open`, `write`, `close` a file, one `mkdir` a folder.
//! Compiled by `rustc` alone, hence no crates.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

#[repr(C)]
struct Usage {
    times: [i64; 4],
    rest: [i64; 14],
}

unsafe extern "C" {
    fn getrusage(who: i32, usage: *mut Usage) -> i32;
}

/// User and system time of this process, in seconds.
fn cpu() -> f64 {
    // SAFETY: all zeros is a value of this plain struct; 0 means this process.
    let usage = unsafe {
        let mut usage: Usage = std::mem::zeroed();
        assert!(getrusage(0, &mut usage) == 0, "asking about ourselves cannot fail");
        usage
    };
    let [user, user_micros, system, system_micros] = usage.times;
    (user + system) as f64 + (user_micros + system_micros) as f64 / 1e6
}

/// Files below a folder; a folder always comes before what is in it.
fn walk(folder: &Path, folders: &mut Vec<PathBuf>, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let entry = entry.expect("the folder can be listed");
        let path = entry.path();
        if entry.file_type().expect("the kind is known").is_dir() {
            folders.push(path.clone());
            walk(&path, folders, files);
        } else {
            files.push(path);
        }
    }
}

fn each<T: Sync>(items: &[T], threads: usize, work: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(item);
                }
            });
        }
    });
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (sources, tree, out) = (Path::new(&args[1]), Path::new(&args[2]), Path::new(&args[3]));
    let threads = args[4].parse().expect("the number of threads is a number");
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    walk(tree, &mut folders, &mut files);
    let moved = |path: &Path| out.join(path.strip_prefix(tree).expect("it was found there"));
    let folders: Vec<PathBuf> = folders.iter().map(|path| moved(path)).collect();
    let files: Vec<(PathBuf, Vec<u8>)> =
        files.iter().map(|path| (moved(path), fs::read(path).expect("it can be read"))).collect();

    let (start, cpu_before) = (Instant::now(), cpu());
    let (mut found, mut inputs) = (Vec::new(), Vec::new());
    walk(sources, &mut found, &mut inputs);
    each(&inputs, threads, |path| {
        std::hint::black_box(fs::read(path).expect("it can be read"));
    });
    for folder in &folders {
        fs::create_dir(folder).expect("the output folder was empty");
    }
    each(&files, threads, |(path, bytes)| fs::write(path, bytes).expect("it can be written"));
    println!("{{\"wall\": {:.6}, \"cpu\": {:.6}}}", start.elapsed().as_secs_f64(), cpu() - cpu_before);
}
