//! Files that a user names on the command line, outside of any desk.

use std::path::Path;

use super::Trouble;

/// The largest file that is read: 16 MiB, far above any form or record.
const LARGEST: u64 = 16 << 20;

/// Returns the bytes of a file that the user named.
///
/// # Errors
/// It is not there, cannot be read, or is larger than 16 MiB.
pub fn read_given(path: &Path) -> Result<Vec<u8>, Trouble> {
    let failed = |error| Trouble::of_disk("read", path, &error);
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if LARGEST < size {
        return Err(Trouble::new(
            format!("{} is larger than 16 MiB, and no form is", path.display()),
            "name the file that holds the request",
        ));
    }
    std::fs::read(path).map_err(failed)
}
