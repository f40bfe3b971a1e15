//! Hooks that are not ours, run around a commit as git would run them.
//! A hook of ours is passed over: what it would judge has been judged.

use std::path::{Path, PathBuf};

use git2::{Index, Oid};

use super::hooks::BEFORE_DESK;
use super::index_lock::remove_if_there;
use super::process::{printed, run};
use super::{Store, Trouble};

impl Store {
    /// Runs `pre-commit`, `prepare-commit-msg` and `commit-msg` over a tree to be committed, and returns the message they leave.
    ///
    /// # Errors
    /// A hook refuses, or cannot be started.
    pub(super) fn ask_hooks(&self, tree: Oid, message: &str) -> Result<String, Trouble> {
        let names = ["pre-commit", "prepare-commit-msg", "commit-msg"];
        let mut hooks = Vec::new();
        for name in names {
            hooks.extend(self.foreign_hook(name)?.map(|hook| (name, hook)));
        }
        if hooks.is_empty() {
            return Ok(message.to_string());
        }
        let index = self.index_for_hooks(tree)?;
        let text = self.private_folder().join("COMMIT_EDITMSG");
        let on_disk = |error| Trouble::of_disk("write", &text, &error);
        std::fs::write(&text, message).map_err(on_disk)?;
        for (name, hook) in &hooks {
            self.run_hook(name, hook, &index, &text)?;
        }
        let edited = std::fs::read(&text).map_err(on_disk)?;
        drop(std::fs::remove_file(&index));
        let edited = String::from_utf8_lossy(&edited).into_owned();
        let clean = git2::message_prettify(edited, None)
            .map_err(|error| Trouble::of_git("read the message of the commit", &error))?;
        if clean.trim().is_empty() {
            return Err(Trouble::new(
                "the hook commit-msg left an empty message",
                "see what it does with `git hook run commit-msg -- FILE`",
            ));
        }
        Ok(clean)
    }

    /// Runs `post-commit`; what it says changes nothing any more.
    pub(super) fn tell_hooks(&self) {
        if let Ok(Some(hook)) = self.foreign_hook("post-commit") {
            drop(run(self.command(hook), "run the hook post-commit"));
        }
    }

    /// Returns the program of a hook that is not ours; of ours, the one it took the place of.
    fn foreign_hook(&self, name: &str) -> Result<Option<PathBuf>, Trouble> {
        // The hooks of whoever makes up a desk are not meant for those who are made up.
        if self.acting.is_some() {
            return Ok(None);
        }
        let folder = self.hooks()?;
        let before = format!("{name}{BEFORE_DESK}");
        let name = match folder.read(name)? {
            Some(hook) if hook.is_ours() => before.as_str(),
            _ => name,
        };
        let hook = folder.read(name)?.filter(|hook| hook.executable);
        Ok(hook.map(|_| folder.path.join(name)))
    }

    fn run_hook(&self, name: &str, hook: &Path, index: &Path, text: &Path) -> Result<(), Trouble> {
        let mut command = self.command(hook);
        command.env("GIT_INDEX_FILE", index).env("GIT_EDITOR", ":");
        match name {
            "prepare-commit-msg" => command.arg(text).arg("message"),
            "commit-msg" => command.arg(text),
            _ => &mut command,
        };
        let output = run(command, &format!("run the hook {name}"))?;
        if output.status.success() {
            return Ok(());
        }
        Err(Trouble::new(
            format!("the hook {name} refused the commit: {}", printed(&output)),
            format!("do what it says, or see to it in {}", hook.display()),
        ))
    }

    /// Writes an index of the files to be committed, for hooks to look into.
    fn index_for_hooks(&self, tree: Oid) -> Result<PathBuf, Trouble> {
        let path = self.private_folder().join("index-for-hooks");
        let failed = |error: git2::Error| Trouble::of_git("write an index for hooks", &error);
        remove_if_there(&path).map_err(|error| Trouble::of_disk("remove", &path, &error))?;
        let tree = self.repository.find_tree(tree).map_err(failed)?;
        let mut index = Index::open(&path).map_err(failed)?;
        index.read_tree(&tree).map_err(failed)?;
        index.write().map_err(failed)?;
        Ok(path)
    }
}
