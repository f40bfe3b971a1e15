//! The folder of git's hooks, and the files in it.
//! Running hooks of others lives in `foreign_hooks`; what ours say, in the command that installs them.

use std::path::{Path, PathBuf};

use super::index_lock::remove_if_there;
use super::{Store, Trouble};

/// The line that tells a hook of ours from all others.
pub const MARKER: &str = "# presales-desk gate";
/// What is added to the name of a hook that ours took the place of, and runs first.
pub const BEFORE_DESK: &str = ".before-desk";

/// Where git looks for hooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookFolder {
    pub path: PathBuf,
    /// Whether it lies in the git folder or the work tree, so that no other repository uses it.
    pub inside_repository: bool,
    /// Whether `core.hooksPath` names it.
    pub set_by_config: bool,
}

/// One hook as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookFile {
    pub text: String,
    /// Whether git would run it.
    pub executable: bool,
}

impl HookFile {
    /// Returns whether the hook is one of ours.
    pub fn is_ours(&self) -> bool {
        self.text.lines().any(|line| line.trim() == MARKER)
    }
}

impl Store {
    /// Returns the folder of the hooks, whether it exists or not.
    ///
    /// # Errors
    /// Git's configuration cannot be read.
    pub fn hooks(&self) -> Result<HookFolder, Trouble> {
        let config = self
            .repository
            .config()
            .map_err(|error| Trouble::of_git("read git's configuration", &error))?;
        let Ok(set) = config.get_path("core.hooksPath") else {
            return Ok(self.own_hooks());
        };
        let top = self.root().unwrap_or_else(|| self.repository.path());
        let path = top.join(set);
        let inside = is_below(&path, top) || is_below(&path, self.repository.commondir());
        Ok(HookFolder {
            path,
            inside_repository: inside,
            set_by_config: true,
        })
    }
}

impl Store {
    /// Returns the folder of hooks that git uses where `core.hooksPath` names no other.
    pub fn own_hooks(&self) -> HookFolder {
        HookFolder {
            path: self.repository.commondir().join("hooks"),
            inside_repository: true,
            set_by_config: false,
        }
    }
}

impl HookFolder {
    /// Returns the hook of a name; `None` when there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<HookFile>, Trouble> {
        let path = self.path.join(name);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Trouble::of_disk("read", &path, &error)),
        };
        Ok(Some(HookFile {
            text: String::from_utf8_lossy(&bytes).into_owned(),
            executable: is_executable(&path),
        }))
    }

    /// Writes a hook that git runs, in one step, over the one there may be.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn install(&self, name: &str, text: &str) -> Result<(), Trouble> {
        let path = self.path.join(name);
        let failed = |error| Trouble::of_disk("write", &path, &error);
        std::fs::create_dir_all(&self.path).map_err(failed)?;
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o777));
        }
        let file = builder.tempfile_in(&self.path).map_err(failed)?;
        std::fs::write(file.path(), text).map_err(failed)?;
        file.persist(&path).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// Gives a hook another name, unless one of that name exists.
    ///
    /// # Errors
    /// There is no such hook, the new name is taken, or the folder cannot be written.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), Trouble> {
        let target = self.path.join(to);
        if target.exists() {
            return Err(Trouble::new(
                format!("{} exists already", target.display()),
                "move it away or remove it, then repeat the command",
            ));
        }
        let source = self.path.join(from);
        std::fs::rename(&source, &target)
            .map_err(|error| Trouble::of_disk("rename", &source, &error))
    }

    /// Removes a hook, if there is one.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn remove(&self, name: &str) -> Result<(), Trouble> {
        let path = self.path.join(name);
        remove_if_there(&path).map_err(|error| Trouble::of_disk("remove", &path, &error))
    }
}

fn is_below(path: &Path, folder: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    real(path).starts_with(real(folder))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sandbox::Sandbox;

    #[test]
    fn hooks_are_written_executable_read_renamed_and_removed() {
        let sandbox = Sandbox::with_history();
        let folder = sandbox.store().hooks().expect("readable");
        assert!(folder.inside_repository && !folder.set_by_config);
        assert_eq!(folder.read("pre-commit"), Ok(None));
        let text = format!("#!/bin/sh\n{MARKER}\nexit 1\n");
        folder.install("pre-commit", &text).expect("written");
        let hook = folder.read("pre-commit").expect("readable").expect("there");
        assert!(hook.executable && hook.is_ours());
        let commit = crate::store::sandbox::git_command(sandbox.root())
            .args(["commit", "-q", "--allow-empty", "-m", "refused"])
            .status();
        assert!(!commit.expect("git runs").success(), "git runs the hook");
        folder
            .rename("pre-commit", "pre-commit.before-desk")
            .expect("free");
        folder.install("pre-commit", &text).expect("written");
        assert!(
            folder
                .rename("pre-commit", "pre-commit.before-desk")
                .is_err()
        );
        folder.remove("pre-commit").expect("removed");
        assert_eq!(folder.read("pre-commit"), Ok(None));
    }

    #[test]
    fn a_hooks_path_is_read_from_the_top_and_known_as_outside() {
        let sandbox = Sandbox::with_history();
        sandbox.git(&["config", "core.hooksPath", "tools/hooks"]);
        let folder = sandbox.store().hooks().expect("readable");
        assert_eq!(folder.path, sandbox.path("tools/hooks"));
        assert!(folder.inside_repository && folder.set_by_config);
        sandbox.git(&["config", "core.hooksPath", "/usr/share/hooks"]);
        assert!(!sandbox.store().hooks().expect("readable").inside_repository);
    }

    #[test]
    fn linked_worktrees_use_the_hooks_of_the_repository() {
        let sandbox = Sandbox::with_history();
        let linked = sandbox.linked_worktree("side");
        let side = Store::open(super::super::Where::Folder(linked)).expect("opens");
        assert_eq!(
            side.hooks().expect("readable").path,
            sandbox.path(".git/hooks")
        );
    }
}
