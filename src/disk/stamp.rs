//! How a file looks, and whether that tells that it has not changed.

use crate::memory::Stamp;
use std::fs::Metadata;
use std::time::SystemTime;

/// So long after a file was looked at it may change again and look the same, if its file system counts
/// time in steps of two seconds, as FAT does, or of one.
const COARSE: i64 = 2_000_000_000;

/// The same for others, whose clock is that of the system: ten milliseconds a step at the most.
const FINE: i64 = 50_000_000;

/// How a file looks.
#[cfg(unix)]
pub(super) fn stamp(file: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt as _;
    let time = |seconds: i64, nanoseconds: i64| {
        seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds)
    };
    Stamp {
        len: file.len(),
        modified: time(file.mtime(), file.mtime_nsec()),
        changed: time(file.ctime(), file.ctime_nsec()),
        inode: file.ino(),
    }
}

/// How a file looks.
#[cfg(not(unix))]
pub(super) fn stamp(file: &Metadata) -> Stamp {
    let modified = file.modified().map_or(0, nanoseconds);
    Stamp { len: file.len(), modified, changed: 0, inode: 0 }
}

/// Now.
pub(crate) fn now() -> i64 {
    nanoseconds(SystemTime::now())
}

fn nanoseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

/// Whether a file that looked like `then` at the time `at`, and looks like `now`, is the same to the
/// last byte.
pub(super) fn is_same(then: &Stamp, at: i64, now: &Stamp) -> bool {
    then == now && is_old(then, at)
}

/// Whether a file had been left alone for so long at the time `at` that a change would show.
pub(crate) fn is_old(stamp: &Stamp, at: i64) -> bool {
    is_written_before(stamp, at) && stamp.changed < at.saturating_sub(doubt(stamp))
}

/// Whether what is in a file was written so long before the time `at` that a change since would show.
/// To move it is no change.
pub(crate) fn is_written_before(stamp: &Stamp, at: i64) -> bool {
    stamp.modified < at.saturating_sub(doubt(stamp))
}

/// How long a file is in doubt. When its inode was changed nobody but the file system can say, so that
/// shows how fine its clock is: a whole number of milliseconds comes up by chance once in a million.
fn doubt(stamp: &Stamp) -> i64 {
    if stamp.changed % 1_000_000 == 0 { COARSE } else { FINE }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COARSE_FILE: Stamp = Stamp { len: 3, modified: 1_000, changed: 0, inode: 7 };
    const FINE_FILE: Stamp = Stamp { changed: 1_000, ..COARSE_FILE };

    #[test]
    fn only_an_old_file_that_looks_the_same_is_the_same() {
        for (old, doubt) in [(COARSE_FILE, COARSE), (FINE_FILE, FINE)] {
            let later = doubt + 1_001;
            assert!(is_same(&old, later, &old));
            assert!(!is_same(&old, later - 1, &old), "it was looked at too soon");
            for other in [
                Stamp { len: 4, ..old },
                Stamp { modified: 999, ..old },
                Stamp { changed: 1_002, ..old },
                Stamp { inode: 8, ..old },
            ] {
                assert!(!is_same(&old, later, &other));
            }
            let tomorrow = Stamp { modified: later + 1, ..old };
            assert!(!is_same(&tomorrow, later, &tomorrow), "a clock is wrong");
        }
    }

    #[test]
    fn a_file_that_was_moved_is_as_it_was_written() {
        let moved = Stamp { changed: 2 * FINE + 1, ..FINE_FILE };
        assert!(is_written_before(&moved, FINE + 1_001) && !is_old(&moved, FINE + 1_001));
        assert!(!is_written_before(&moved, FINE + 1_000));
    }
}
