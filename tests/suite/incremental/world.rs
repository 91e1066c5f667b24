//! A site on the disk, in two places: where builds remember, and where each build is the first.
//!
//! In: a [`Site`] that was changed. Out: the same files in both folders, what the program makes of
//! them there, and whether the two agree.

use super::site::{Dice, Site};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// How an edited file reaches the disk.
#[derive(Clone, Copy, PartialEq)]
pub enum Saving {
    /// Written over: another time stamp, as the clock has it.
    Plain,
    /// Written over, and the time stamp is that of before plus a nanosecond.
    Nanosecond,
    /// Another file takes its place, with the time stamp of the old one.
    Renamed,
    /// Written over, and the time stamp is long ago.
    LongAgo,
    /// Written over, and the time stamp is in the future, the same each time.
    Future,
}

/// Where builds may remember; the first is the usual place.
pub const CACHES: &[&str] = &[".goodfit", "memory/of builds"];

/// What one run of the program said.
#[derive(Clone, PartialEq, Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Options of a build that edits change too.
#[derive(Clone)]
pub struct Flags {
    pub now: usize,
    pub drafts: bool,
    pub future: bool,
    pub check: bool,
    pub one_thread: bool,
    pub base_url: Option<&'static str>,
    /// One of [`CACHES`].
    pub cache: usize,
}

/// A file as it stands on the disk.
#[derive(Clone, PartialEq)]
pub struct Stood {
    pub bytes: Vec<u8>,
    modified: (i64, i64),
    inode: u64,
}

pub type Tree = BTreeMap<String, Stood>;

pub struct World {
    pub site: Site,
    pub flags: Flags,
    pub saving: Saving,
    /// The sites before the last edits, for undoing them.
    pub past: Vec<Site>,
    on_disk: BTreeMap<String, Vec<u8>>,
    dir: TempDir,
    /// A copy of what builds remembered, of any age.
    pub old_cache: Option<Tree>,
}

impl World {
    pub fn new(dice: &mut Dice) -> Self {
        let in_memory = Path::new("/dev/shm");
        // Some on a real disk, where time stamps and inodes are others.
        let dir = if in_memory.is_dir() && !dice.one_in(4) {
            TempDir::new_in(in_memory)
        } else {
            TempDir::new()
        };
        let mut world = Self {
            site: Site::random(dice),
            flags: Flags {
                now: 3,
                drafts: false,
                future: false,
                check: false,
                one_thread: false,
                base_url: None,
                cache: dice.below(CACHES.len()),
            },
            saving: Saving::Plain,
            past: Vec::new(),
            on_disk: BTreeMap::new(),
            dir: dir.expect("a temporary folder"),
            old_cache: None,
        };
        world.save();
        world
    }

    /// Where builds remember.
    pub fn kept(&self) -> PathBuf {
        self.dir.path().join("kept")
    }

    /// Where every build is the first.
    pub fn fresh(&self) -> PathBuf {
        self.dir.path().join("fresh")
    }

    pub fn public(&self) -> PathBuf {
        self.kept().join("public")
    }

    pub fn cache(&self) -> PathBuf {
        self.kept().join(CACHES[self.flags.cache])
    }

    /// Brings the site to the disk: only files that differ from those there are touched.
    pub fn save(&mut self) {
        let files = self.site.files();
        for path in self.on_disk.keys().filter(|path| !files.contains_key(*path)) {
            for root in [self.kept(), self.fresh()] {
                let file = root.join(path);
                fs::remove_file(&file).expect("it was there");
                // As a file manager does it that moves a folder: none stays behind empty.
                let _ = file.parent().map(fs::remove_dir);
            }
        }
        for (path, bytes) in &files {
            if self.on_disk.get(path) != Some(bytes) {
                write(&self.fresh().join(path), bytes, Saving::Plain);
                write(&self.kept().join(path), bytes, self.saving);
            }
        }
        self.on_disk = files;
        self.saving = Saving::Plain;
    }

    /// A source file, by chance.
    pub fn any_source(&self, dice: &mut Dice) -> PathBuf {
        self.kept().join(dice.pick(&self.on_disk.keys().collect::<Vec<_>>()))
    }

    pub fn command(&self, root: &Path) -> Command {
        let program = std::env::var_os("GOODFIT_PROGRAM");
        let mut command =
            Command::new(program.unwrap_or_else(|| env!("CARGO_BIN_EXE_goodfit").into()));
        let flags = &self.flags;
        command.current_dir(root).env_clear().args([
            "--message-format",
            "json",
            "--now",
            super::site::DAYS[flags.now],
        ]);
        for (wanted, words) in
            [(flags.drafts, "--drafts"), (flags.future, "--future"), (flags.one_thread, "--jobs=1")]
        {
            command.args(wanted.then_some(words));
        }
        command.args(flags.base_url.map(|url| format!("--base-url={url}")));
        // The usual place needs no words.
        let cache = CACHES.get(flags.cache).filter(|_| flags.cache > 0);
        command.args(cache.map(|folder| format!("--cache={folder}")));
        command.stdin(Stdio::null());
        command
    }

    fn build(&self, root: &Path) -> Ran {
        let mut command = self.command(root);
        command.arg("build").args(self.flags.check.then_some("--check"));
        said(command)
    }

    /// Builds where builds remember.
    pub fn build_again(&self) -> Ran {
        self.build(&self.kept())
    }

    /// Builds as if for the first time, into an empty folder and with nothing to remember.
    pub fn build_fresh(&self) -> Ran {
        for folder in CACHES.iter().chain(&["public"]) {
            let _ = fs::remove_dir_all(self.fresh().join(folder));
        }
        self.build(&self.fresh())
    }

    /// What is wrong with a build, if anything: `before` is the output as it stood before it.
    pub fn judge(&self, before: &Tree, again: &Ran, fresh: &Ran) -> Result<(), String> {
        if again.code != fresh.code {
            return Err(format!(
                "exit codes: {:?}, and {:?} for a full build\n{}\n{}",
                again.code, fresh.code, again.err, fresh.err
            ));
        }
        if again.out != fresh.out {
            return Err(format!("findings:\n{}\nand of a full build:\n{}", again.out, fresh.out));
        }
        let after = tree(&self.public());
        if again.code != Some(0) {
            return same_files(before, &after)
                .map_err(|path| format!("a build failed and touched `{path}`"));
        }
        if let Some((path, _)) =
            before.iter().find(|(path, _)| is_foreign(path) && !after.contains_key(*path))
        {
            return Err(format!("`{path}` is no output, and was deleted"));
        }
        let mut full = tree(&self.fresh().join("public"));
        full.extend(
            after
                .iter()
                .filter(|(path, _)| is_foreign(path))
                .map(|(path, file)| (path.clone(), file.clone())),
        );
        if let Some(path) = differing(&after, &full) {
            let text = |tree: &Tree| {
                tree.get(&path).map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
            };
            return Err(format!(
                "`{path}` is\n{:?}\nand in a full build\n{:?}",
                text(&after),
                text(&full)
            ));
        }
        for (path, old) in before {
            if let Some(new) = after.get(path)
                && new.bytes == old.bytes
                && new != old
            {
                return Err(format!("`{path}` has the same bytes, and was touched"));
            }
        }
        let manifest =
            |root: PathBuf| fs::read_to_string(root.join("public/.goodfit/manifest.json")).ok();
        if manifest(self.kept()) != manifest(self.fresh()) {
            return Err("the manifests differ".to_owned());
        }
        Ok(())
    }
}

/// Runs a program to its end.
pub fn said(mut command: Command) -> Ran {
    let output = command.output().expect("the program runs");
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("it writes UTF-8"),
        err: String::from_utf8(output.stderr).expect("it writes UTF-8"),
    }
}

pub fn write(path: &Path, bytes: &[u8], saving: Saving) {
    fs::create_dir_all(path.parent().expect("it has a parent")).expect("it can be made");
    let old = fs::metadata(path).and_then(|facts| facts.modified()).ok();
    if saving == Saving::Renamed {
        // The name ends as those of editors do, which are not read.
        let beside = path.with_extension("swp");
        fs::write(&beside, bytes).expect("it can be written");
        stamp(&beside, old);
        return fs::rename(&beside, path).expect("it can take the place");
    }
    fs::write(path, bytes).expect("it can be written");
    let long = Duration::from_secs(100_000_000);
    stamp(
        path,
        match saving {
            Saving::Nanosecond => old.map(|old| old + Duration::from_nanos(1)),
            // Each time another second, or nothing but the size could tell.
            Saving::LongAgo => Some(old.unwrap_or_else(SystemTime::now) - long),
            // The clock of a file server runs ahead.
            Saving::Future => Some(SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000)),
            Saving::Plain | Saving::Renamed => None,
        },
    );
}

pub fn stamp(path: &Path, time: Option<SystemTime>) {
    if let Some(time) = time {
        File::options()
            .append(true)
            .open(path)
            .and_then(|file| file.set_modified(time))
            .expect("it is ours");
    }
}

/// Every file below a folder, without what the program keeps there for itself.
pub fn tree(root: &Path) -> Tree {
    walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let name = entry.path().strip_prefix(root).ok()?.to_str()?.to_owned();
            let facts = entry.metadata().ok()?;
            let stood = Stood {
                bytes: fs::read(entry.path()).ok()?,
                modified: (facts.mtime(), facts.mtime_nsec()),
                inode: facts.ino(),
            };
            (!name.starts_with(".goodfit/")).then_some((name, stood))
        })
        .collect()
}

/// Whether nobody made it but the editor, so that a build leaves it alone.
pub fn is_foreign(path: &str) -> bool {
    path.starts_with("mine-")
}

/// The first path with other bytes, or in one tree only.
pub fn differing(one: &Tree, other: &Tree) -> Option<String> {
    let bytes = |tree: &Tree, path: &String| tree.get(path).map(|file| file.bytes.clone());
    one.keys().chain(other.keys()).find(|path| bytes(one, path) != bytes(other, path)).cloned()
}

/// The first path that is not the very same file.
fn same_files(one: &Tree, other: &Tree) -> Result<(), String> {
    match one.keys().chain(other.keys()).find(|path| one.get(*path) != other.get(*path)) {
        None => Ok(()),
        Some(path) => Err(path.clone()),
    }
}
