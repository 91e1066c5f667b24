//! `launch RESULT PROGRAM ARG…` runs a program and writes what it cost, as JSON, into RESULT.
//!
//! Small on purpose. Linux counts the peak memory of a process from before `exec` too, so a child
//! of Python never shows less than Python's own (`sh -c 'exec …'` does not help: it is the same
//! process). This one has about 2 MB. Compiled by `rustc` alone, hence no crates.

use std::process::Command;
use std::time::Instant;

#[repr(C)]
struct Time {
    seconds: i64,
    micros: i64,
}

/// `struct rusage` of 64-bit Unix; macOS has 32-bit microseconds with padding, which reads the same
/// on little-endian machines as the padding is zero.
#[repr(C)]
struct Usage {
    user: Time,
    system: Time,
    peak_memory: i64,
    rest: [i64; 13],
}

unsafe extern "C" {
    fn wait4(pid: i32, status: *mut i32, options: i32, usage: *mut Usage) -> i32;
}

fn main() {
    let mut args = std::env::args_os().skip(1);
    let result = args.next().expect("the first argument is the file for the result");
    let program = args.next().expect("the second argument is the program");
    let start = Instant::now();
    let child = Command::new(program).args(args).spawn().expect("the program can be started");
    let mut status = 0;
    // SAFETY: all zeros is a value of this plain struct, and both pointers are to live locals.
    let usage = unsafe {
        let mut usage: Usage = std::mem::zeroed();
        let pid = i32::try_from(child.id()).expect("a process id fits");
        assert!(wait4(pid, &mut status, 0, &mut usage) == pid, "the child is waited for once");
        usage
    };
    let wall = start.elapsed().as_secs_f64();
    let seconds = |time: &Time| time.seconds as f64 + time.micros as f64 / 1e6;
    let kilobytes = usage.peak_memory / if cfg!(target_os = "macos") { 1024 } else { 1 };
    let text = format!(
        "{{\"wall\": {wall:.6}, \"user\": {:.6}, \"system\": {:.6}, \"peak_kb\": {kilobytes}, \"status\": {status}}}\n",
        seconds(&usage.user),
        seconds(&usage.system),
    );
    std::fs::write(result, text).expect("the result can be written");
}
