//! What may happen to files and their time stamps, to options, outputs and what is remembered.

use super::{Kind, any, around, source};
use crate::incremental::site::{DAYS, Dice};
use crate::incremental::world::{CACHES, Saving, World, is_foreign, stamp, tree, write};
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

pub const AROUND: &[Kind] = &[
    source("a body, a nanosecond later", 2, |w, d| saved(w, d, Saving::Nanosecond)),
    source("a body, by renaming, with the old time stamp", 2, |w, d| saved(w, d, Saving::Renamed)),
    source("a body, with a time stamp of long ago", 2, |w, d| saved(w, d, Saving::LongAgo)),
    around("a body, with a time stamp in the future", 1, |w, d| saved(w, d, Saving::Future)),
    around("the same file twice with a time stamp in the future", 1, |w, d| {
        saved(w, d, Saving::Future);
        w.save();
        w.build_again();
        // The same page again: the number in it is as long as before.
        let page = w.site.pages.values_mut().max_by_key(|page| page.stamp);
        if let Some(page) = page {
            page.stamp -= 1;
        }
        w.saving = Saving::Future;
    }),
    around("a body twice, with a build between, as fast as can be", 3, |w, d| {
        let id = *d.pick(&w.site.pages.keys().copied().collect::<Vec<_>>());
        for _ in 0..2 {
            w.site.pages.get_mut(&id).expect("picked among them").stamp = d.below(1_000_000_000);
            w.save();
            w.build_again();
        }
        w.site.pages.get_mut(&id).expect("picked among them").stamp = d.below(1_000_000_000);
    }),
    around("a file is touched", 2, |w, d| stamp(&w.any_source(d), Some(SystemTime::now()))),
    around("a file is replaced by its like", 1, |w, d| {
        let path = w.any_source(d);
        let bytes = fs::read(&path).expect("ours");
        write(&path, &bytes, Saving::Renamed);
    }),
    around("the clock", 5, |w, d| w.flags.now = d.below(DAYS.len())),
    around("drafts shown or not", 2, |w, _| w.flags.drafts = !w.flags.drafts),
    around("future pages shown or not", 1, |w, _| w.flags.future = !w.flags.future),
    around("all rules or some", 2, |w, _| w.flags.check = !w.flags.check),
    around("one thread or all", 1, |w, _| w.flags.one_thread = !w.flags.one_thread),
    around("another address on the command line", 1, |w, d| {
        w.flags.base_url =
            *d.pick(&[None, Some("https://else.example/"), Some("https://good.example/below/")])
    }),
    around("another folder to remember in", 3, |w, d| w.flags.cache = d.below(CACHES.len())),
    around("an output is edited by hand", 3, |w, d| {
        on_output(w, d, |path, bytes, d| {
            let mut bytes = bytes;
            if d.one_in(2) {
                bytes.extend(b"by hand");
            } else if let Some(byte) = bytes.last_mut() {
                *byte ^= 1;
            }
            write(&path, &bytes, Saving::Plain);
        })
    }),
    around("an output is deleted", 3, |w, d| {
        on_output(w, d, |path, _, _| fs::remove_file(path).expect("it was there"))
    }),
    around("an output is touched", 1, |w, d| {
        on_output(w, d, |path, _, _| stamp(&path, Some(SystemTime::now())))
    }),
    around("the whole output is deleted", 1, |w, _| {
        let _ = fs::remove_dir_all(w.public());
    }),
    around("the cache is deleted", 1, |w, _| {
        let _ = fs::remove_dir_all(w.cache());
    }),
    around("the cache is cut short", 2, |w, d| {
        on_cache(w, d, |bytes, d| bytes.truncate(d.below(bytes.len())))
    }),
    around("a bit of the cache flips", 3, |w, d| {
        on_cache(w, d, |bytes, d| {
            if !bytes.is_empty() {
                let at = d.below(bytes.len());
                bytes[at] ^= 1 << d.below(8);
            }
        })
    }),
    around("the cache holds something else", 1, |w, d| {
        on_cache(w, d, |bytes, _| *bytes = b"something else".to_vec())
    }),
    around("the cache is kept for later", 1, |w, _| w.old_cache = Some(tree(&w.cache()))),
    around("an old cache comes back", 2, |w, _| {
        if let Some(old) = &w.old_cache {
            let _ = fs::remove_dir_all(w.cache());
            for (path, file) in old {
                write(&w.cache().join(path), &file.bytes, Saving::Plain);
            }
        }
    }),
    around("a file that nobody made in the output", 1, |w, d| {
        if w.public().is_dir() {
            write(&w.public().join(format!("mine-{}.txt", d.below(2))), b"mine", Saving::Plain);
        }
    }),
];

fn saved(world: &mut World, dice: &mut Dice, saving: Saving) {
    world.saving = saving;
    any(world, dice, |page, dice| page.stamp = dice.below(1_000_000_000));
}

fn on_output(world: &World, dice: &mut Dice, change: fn(PathBuf, Vec<u8>, &mut Dice)) {
    let outputs = tree(&world.public());
    // A file of nobody's making is not an output, and stays as it is.
    let ours: Vec<_> = outputs.iter().filter(|(path, _)| !is_foreign(path)).collect();
    if !ours.is_empty() {
        let (path, file) = dice.pick(&ours);
        change(world.public().join(path), file.bytes.clone(), dice);
    }
}

fn on_cache(world: &World, dice: &mut Dice, change: fn(&mut Vec<u8>, &mut Dice)) {
    let files = tree(&world.cache());
    let files: Vec<_> = files.iter().collect();
    if !files.is_empty() {
        let (path, file) = dice.pick(&files);
        let mut bytes = file.bytes.clone();
        change(&mut bytes, dice);
        write(&world.cache().join(path), &bytes, Saving::Plain);
    }
}
