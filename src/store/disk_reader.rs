//! Reading files of the work tree as git would store them, and writing blobs as a checkout would.
//! Which files are read is decided in `work_tree`, what is written where in `placing`.

use std::path::{Path, PathBuf};

use git2::build::CheckoutBuilder;
use git2::{AttrCheckFlags, AttrValue, Index, ObjectType, Oid, Repository};

use super::objects::tree_with;
use super::repository::open_handle;
use super::snapshots::PLAIN;
use super::{Store, Trouble};

/// Files above this many bytes are hashed as they are and not held in memory; no record is near it.
const LARGE: u64 = 16 << 20;
/// The priority of the in-memory backend: above those on disk, so that nothing is written there.
const FIRST: i32 = 1000;
/// The attributes by which a file and its blob differ.
const CONVERTING: [&str; 6] = [
    "text",
    "crlf",
    "eol",
    "ident",
    "filter",
    "working-tree-encoding",
];

impl Store {
    /// Returns a reader that hashes files without leaving a trace in the repository.
    pub(super) fn work_tree_reader(&self) -> Result<DiskReader, Trouble> {
        let open = |error| Trouble::of_git("open the repository", &error);
        let scratch = open_handle(&self.at).map_err(open)?;
        let odb = scratch.odb().map_err(open)?;
        odb.add_new_mempack_backend(FIRST).map_err(open)?;
        drop(odb);
        // Attributes are looked for in the index too, which is dear to read and has none that the disk lacks.
        let mut nothing = Index::new().map_err(open)?;
        scratch.set_index(&mut nothing).map_err(open)?;
        Ok(DiskReader {
            scratch,
            root: self.work_root()?.to_path_buf(),
        })
    }
}

/// Reads files of the work tree through git's filters into memory.
pub(super) struct DiskReader {
    pub(super) scratch: Repository,
    pub(super) root: PathBuf,
}

impl DiskReader {
    /// Returns the id of the blob that `git add` would make of a file; `None` when there is no file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn hash(&self, path: &str) -> Result<Option<Oid>, Trouble> {
        let full = self.root.join(path);
        let meta = match std::fs::symlink_metadata(&full) {
            Ok(meta) if meta.is_file() || meta.is_symlink() => meta,
            Ok(_) => return Ok(None),
            Err(error) if is_absent(&error) => return Ok(None),
            Err(error) => return Err(Trouble::of_disk("read", &full, &error)),
        };
        if meta.is_symlink() {
            let target = std::fs::read_link(&full)
                .map_err(|error| Trouble::of_disk("read", &full, &error))?;
            let id = self.scratch.blob(target.as_os_str().as_encoded_bytes());
            return id.map(Some).map_err(|error| unreadable(path, &error));
        }
        let id = match meta.len() {
            0..LARGE => self.scratch.blob_path(&full),
            _ => Oid::hash_file(ObjectType::Blob, &full),
        };
        id.map(Some).map_err(|error| unreadable(path, &error))
    }

    /// Writes blobs below a folder as a checkout would: with the line endings and filters of their paths.
    pub(super) fn check_out(
        &self,
        wanted: &[(&str, Oid)],
        folder: &Path,
    ) -> Result<(), git2::Error> {
        let files = wanted.iter().map(|(path, id)| (*path, Some(*id), PLAIN));
        let tree = tree_with(&self.scratch, None, files)?;
        let tree = self.scratch.find_tree(tree)?;
        let mut options = CheckoutBuilder::new();
        options
            .force()
            .target_dir(folder)
            .update_index(false)
            .refresh(false)
            .disable_pathspec_match(true);
        for (path, _) in wanted {
            options.path(*path);
        }
        self.scratch
            .checkout_tree(tree.as_object(), Some(&mut options))
    }

    /// Returns the bytes that were kept of a file; none of one too large to keep.
    pub(super) fn kept(&self, id: Oid) -> Option<Vec<u8>> {
        let blob = self.scratch.find_blob(id).ok()?;
        Some(blob.content().to_vec())
    }
}

/// Returns whether a file on disk differs from its blob by the settings of its path.
///
/// # Errors
/// Attributes or git's configuration cannot be read.
pub(super) fn is_converted(repository: &Repository, path: &str) -> Result<bool, Trouble> {
    let config = repository.config();
    let config = config.map_err(|error| Trouble::of_git("read git's configuration", &error))?;
    if config.get_bool("core.autocrlf").unwrap_or(false) {
        return Ok(true);
    }
    for name in CONVERTING {
        if !matches!(
            attribute(repository, path, name)?,
            AttrValue::Unspecified | AttrValue::False
        ) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns what the attributes say of a path.
///
/// # Errors
/// They cannot be read.
pub(super) fn attribute<'r>(
    repository: &'r Repository,
    path: &str,
    name: &str,
) -> Result<AttrValue<'r>, Trouble> {
    repository
        .get_attr(Path::new(path), name, AttrCheckFlags::default())
        .map(AttrValue::from_string)
        .map_err(|error| Trouble::of_git("read .gitattributes", &error))
}

fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

fn unreadable(path: &str, error: &git2::Error) -> Trouble {
    Trouble::of_git(&format!("read {path}"), error)
}
