//! How a file looks, and whether that tells that it has not changed.

use crate::memory::Stamp;
use std::fs::Metadata;
use std::time::SystemTime;

/// So long after a file was looked at it may change again and look the same: some file systems count
/// time in steps of two seconds.
const DOUBT: i64 = 2_000_000_000;

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
    stamp.modified.max(stamp.changed) < at.saturating_sub(DOUBT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_old_file_that_looks_the_same_is_the_same() {
        let old = Stamp { len: 3, modified: 1_000, changed: 1_000, inode: 7 };
        let later = DOUBT + 1_001;
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
