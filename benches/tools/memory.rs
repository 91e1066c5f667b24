//! `memory MEGABYTES` takes so much memory, writes to each page of it, and gives it back by ending.
//!
//! Virtual machines may hand free memory back to their host, within seconds. What a program touches
//! first then has to be fetched from there, which costs many times as much as memory that the machine
//! still has. Run before each program that is measured, this makes every one of them begin alike.
//! Compiled by `rustc` alone, hence no crates.

fn main() {
    let argument = std::env::args().nth(1).expect("the argument is a number of megabytes");
    let size = argument.parse::<usize>().expect("the argument is a number") << 20;
    let mut memory: Vec<u8> = Vec::with_capacity(size);
    for page in memory.spare_capacity_mut().chunks_mut(4096) {
        page[0].write(1);
    }
    std::hint::black_box(&memory);
}
