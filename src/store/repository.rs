//! Opening a repository, or refusing it by name.
//! What is read from it lives in the other files of the store.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::{ErrorCode, Repository, RepositoryInitOptions, RepositoryOpenFlags};

use super::{Store, Trouble, blobs::Handles, cache::Cache, trouble};

/// The file that makes a repository a desk.
const POLICY: &str = "desk.toml";

/// Where to look for the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// In this folder or one above it; `GIT_*` variables count for nothing.
    Folder(PathBuf),
    /// Where git says, as in a hook: `GIT_DIR`, `GIT_INDEX_FILE` and their like, else the current folder.
    Environment,
}

impl Store {
    /// Opens the repository at a place.
    ///
    /// # Errors
    /// No repository there, one of another owner, one that is laid out in a way that is not
    /// supported, or a desk that lies below the top of its repository.
    pub fn open(at: Where) -> Result<Self, Trouble> {
        let repository = open_handle(&at).map_err(|error| refusal(&at, &error))?;
        refuse_partial_clone(&repository)?;
        if let (Where::Folder(start), Some(top)) = (&at, repository.workdir()) {
            refuse_desk_below_top(start, top)?;
        }
        let handles = Arc::new(Handles::new(
            at.clone(),
            Cache::in_git_folder(repository.commondir()),
        ));
        Ok(Self {
            repository,
            handles,
            at,
            acting: None,
        })
    }

    /// Makes a repository with branch `main` in a folder that has none, and opens it.
    ///
    /// # Errors
    /// The folder lies below the top of another repository, or cannot be written.
    pub fn init(dir: &Path) -> Result<Self, Trouble> {
        let at = Where::Folder(dir.to_path_buf());
        // A folder that is not there yet is inside whatever its nearest neighbour above is inside of.
        let nearest = dir.ancestors().find(|folder| folder.exists());
        let around =
            nearest.map_or_else(|| at.clone(), |folder| Where::Folder(folder.to_path_buf()));
        if let Ok(found) = open_handle(&around)
            && let Some(top) = found.workdir()
        {
            if is_same_folder(dir, top) {
                return Self::open(at);
            }
            return Err(Trouble::new(
                format!(
                    "{} is inside the repository {}",
                    dir.display(),
                    top.display()
                ),
                "a desk needs a repository of its own: choose a folder outside, or the top of that repository",
            ));
        }
        Self::make(dir)
    }

    /// Makes a repository with branch `main` in a folder that is not there or empty, whatever lies around it, and opens it.
    ///
    /// # Errors
    /// The folder holds something, or cannot be written.
    pub fn init_apart(dir: &Path) -> Result<Self, Trouble> {
        if dir.exists() && !is_empty(dir) {
            return Err(Trouble::new(
                format!("{} is there already, and is not empty", dir.display()),
                "name a folder that is not there",
            ));
        }
        Self::make(dir)
    }

    fn make(dir: &Path) -> Result<Self, Trouble> {
        let mut options = RepositoryInitOptions::new();
        options.initial_head("main");
        Repository::init_opts(dir, &options).map_err(|error| {
            Trouble::of_git(&format!("make a repository in {}", dir.display()), &error)
        })?;
        Self::open(Where::Folder(dir.to_path_buf()))
    }

    /// Returns the top folder of the work tree; `None` in a bare repository.
    pub fn root(&self) -> Option<&Path> {
        self.repository.workdir()
    }

    /// Returns the top folder of the work tree.
    ///
    /// # Errors
    /// The repository is bare.
    pub(super) fn work_root(&self) -> Result<&Path, Trouble> {
        self.repository.workdir().ok_or_else(|| {
            Trouble::new(
                format!("{} is a bare repository, without files to work on", self.repository.path().display()),
                "clone it and work in the clone: `git clone URL`; a commit of it can be read with `--at REVISION`",
            )
        })
    }

    /// Returns the folder of the store's own files for this work tree, inside the git folder.
    pub(super) fn private_folder(&self) -> PathBuf {
        self.repository.path().join("desk")
    }
}

/// Opens one more handle to the repository; handles share nothing but the disk.
pub(super) fn open_handle(at: &Where) -> Result<Repository, git2::Error> {
    match at {
        Where::Folder(folder) => {
            Repository::open_ext(folder, RepositoryOpenFlags::empty(), [] as [&OsStr; 0])
        }
        // A hook of a commit is told of nothing but an index, all of which libgit2 would read at once.
        Where::Environment if !LEADING.iter().any(|name| is_set(name)) => {
            Repository::open_ext(".", RepositoryOpenFlags::empty(), [] as [&OsStr; 0])
        }
        Where::Environment => Repository::open_from_env(),
    }
}

/// Variables by which git leads to a repository or to objects that lie elsewhere.
const LEADING: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CEILING_DIRECTORIES",
];

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some()
}

fn refusal(at: &Where, error: &git2::Error) -> Trouble {
    let place = match at {
        Where::Folder(folder) => folder.display().to_string(),
        Where::Environment => "the current folder".into(),
    };
    match error.code() {
        ErrorCode::NotFound => Trouble::new(
            format!("not a git repository: {place}, nor any folder above it"),
            "start a desk with `sa init`, or make a repository with `git init`",
        ),
        ErrorCode::Owner => Trouble::new(
            format!("the repository at {place} belongs to another user (git: dubious ownership)"),
            "if you trust it: `git config --global --add safe.directory PATH`, with the path of its top folder",
        ),
        _ => Trouble::of_git(&format!("open the repository at {place}"), error),
    }
}

/// Refuses a clone that fetches objects when git asks for them: whoever reads past git finds them missing.
fn refuse_partial_clone(repository: &Repository) -> Result<(), Trouble> {
    let read = |error| Trouble::of_git("read git's configuration", &error);
    let config = repository.config().map_err(read)?;
    let mut remotes = config
        .entries(Some(r"remote\..*\.promisor"))
        .map_err(read)?;
    match remotes.next() {
        Some(Ok(entry)) if entry.value().is_ok_and(|value| value != "false") => {
            Err(trouble::partial_clone())
        }
        _ => Ok(()),
    }
}

fn refuse_desk_below_top(start: &Path, top: &Path) -> Result<(), Trouble> {
    if top.join(POLICY).exists() {
        return Ok(());
    }
    let (Ok(start), Ok(top)) = (start.canonicalize(), top.canonicalize()) else {
        return Ok(());
    };
    let below = start
        .ancestors()
        .take_while(|folder| *folder != top)
        .find(|folder| folder.join(POLICY).exists());
    let Some(folder) = below else { return Ok(()) };
    Err(Trouble::new(
        format!(
            "the desk in {} is not at the top of its repository, {}",
            folder.display(),
            top.display()
        ),
        format!(
            "give it a repository of its own: `git -C {} init -b main`",
            folder.display()
        ),
    ))
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn is_same_folder(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sandbox::{Sandbox, run_git};

    fn refused(folder: &Path) -> Trouble {
        Store::open(Where::Folder(folder.to_path_buf()))
            .map(|_| ())
            .expect_err("must be refused")
    }

    #[test]
    fn a_folder_without_repository_is_refused_with_the_way_to_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let trouble = refused(folder.path());
        assert!(trouble.message.starts_with("not a git repository: /"));
        assert!(trouble.help.contains("`sa init`") && trouble.help.contains("`git init`"));
    }

    #[test]
    fn a_desk_below_the_top_of_its_repository_is_refused() {
        let sandbox = Sandbox::new();
        sandbox.put("sub/desk.toml", "schema = 1\n");
        let trouble = refused(&sandbox.path("sub"));
        assert!(
            trouble
                .message
                .contains("is not at the top of its repository")
        );
        sandbox.put("desk.toml", "schema = 1\n");
        Store::open(Where::Folder(sandbox.path("sub"))).expect("the desk is above");
    }

    #[test]
    fn layouts_that_cannot_be_read_are_refused_by_name() {
        for (option, name, cure) in [
            ("--object-format=sha256", "SHA-256", "fast-export"),
            ("--ref-format=reftable", "reftable", "git refs migrate"),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            run_git(folder.path(), &["init", "-q", option, "."]);
            let trouble = refused(folder.path());
            assert!(trouble.message.contains(name), "{trouble}");
            assert!(trouble.help.contains(cure), "{trouble}");
        }
    }

    #[test]
    fn a_partial_clone_is_refused_by_name() {
        let origin = Sandbox::with_history();
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("file://{}", origin.root().display());
        run_git(origin.root(), &["config", "uploadpack.allowFilter", "true"]);
        run_git(
            folder.path(),
            &["clone", "-q", "--filter=blob:none", &url, "copy"],
        );
        let trouble = refused(&folder.path().join("copy"));
        assert!(trouble.message.contains("partial clone"), "{trouble}");
    }

    #[test]
    fn split_and_sparse_indexes_are_read() {
        let split = Sandbox::with_history();
        split.git(&["update-index", "--split-index"]);
        let sparse = Sandbox::with_history();
        sparse.git(&["sparse-checkout", "set", "--sparse-index", "people"]);
        for sandbox in [split, sparse] {
            sandbox.put("people/a.yaml", "name: Staged\n");
            sandbox.git(&["add", "people/a.yaml"]);
            sandbox.put("people/a.yaml", "name: Later\n");
            let store = sandbox.store();
            let head = store.head().expect("readable").expect("a commit");
            let (staged, disk) = (store.staged(), store.work_tree());
            let (staged, disk) = (staged.expect("readable"), disk.expect("readable"));
            assert_eq!(staged.changed_since(&head), ["people/a.yaml"]);
            assert_eq!(disk.changed_since(&head), ["people/a.yaml"]);
            assert_eq!(disk.text("people/a.yaml").as_deref(), Some("name: Later\n"));
            assert_eq!(disk.entries().len(), head.entries().len());
        }
    }

    #[test]
    fn a_bare_repository_gives_commits_but_no_work_tree() {
        let origin = Sandbox::with_history();
        let folder = tempfile::tempdir().expect("a folder");
        let bare = folder.path().join("bare.git");
        let from = origin.root().display().to_string();
        run_git(folder.path(), &["clone", "-q", "--bare", &from, "bare.git"]);
        let store = Store::open(Where::Folder(bare)).expect("opens");
        assert!(store.root().is_none());
        assert!(!store.at("main").expect("a commit").entries().is_empty());
        let trouble = store.work_tree().map(|_| ()).expect_err("no work tree");
        assert!(trouble.message.contains("bare repository"), "{trouble}");
    }

    #[test]
    fn a_repository_apart_may_lie_in_another_but_not_over_anything() {
        let around = Sandbox::with_history();
        let store = Store::init_apart(&around.path("apart")).expect("makes one");
        assert_eq!(store.root(), Some(around.path("apart").as_path()));
        let empty = around.path("empty");
        std::fs::create_dir_all(&empty).expect("a folder");
        Store::init_apart(&empty).expect("makes one");
        let trouble = Store::init_apart(around.root())
            .map(|_| ())
            .expect_err("holds something");
        assert!(trouble.message.ends_with("is not empty"), "{trouble}");
    }

    #[test]
    fn init_makes_branch_main_once_and_refuses_a_repository_around_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::init(folder.path()).expect("makes one");
        let head = store.repository.find_reference("HEAD").expect("a head");
        assert_eq!(head.symbolic_target(), Ok(Some("refs/heads/main")));
        Store::init(folder.path()).expect("opens the one there");
        let below = folder.path().join("below");
        std::fs::create_dir_all(&below).expect("a folder");
        let trouble = Store::init(&below).map(|_| ()).expect_err("inside another");
        assert!(
            trouble.message.contains("is inside the repository"),
            "{trouble}"
        );
    }
}
