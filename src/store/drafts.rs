//! Texts that could not be saved as records, kept so that no typing is lost.
//! What they say is not known here.

use std::path::PathBuf;

use super::index_lock::remove_if_there;
use super::{Store, Trouble};

impl Store {
    /// Keeps a text under a name inside the git folder, over the one of that name, and returns where.
    ///
    /// # Errors
    /// The name is not a plain file name, or the disk cannot be written.
    pub fn keep_draft(&self, name: &str, text: &str) -> Result<PathBuf, Trouble> {
        let path = self.draft_path(name)?;
        let folder = path.parent().expect("a draft lies in a folder");
        std::fs::create_dir_all(folder)
            .and_then(|()| self.durability().write(&path, text.as_bytes()))
            .map_err(|error| Trouble::of_disk("write", &path, &error))?;
        Ok(path)
    }

    /// Returns the text kept under a name; `None` when there is none.
    ///
    /// # Errors
    /// The name is not a plain file name, or the file cannot be read.
    pub fn draft(&self, name: &str) -> Result<Option<String>, Trouble> {
        let path = self.draft_path(name)?;
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Trouble::of_disk("read", &path, &error)),
        }
    }

    /// Removes the text kept under a name, if there is one.
    ///
    /// # Errors
    /// The name is not a plain file name, or the file cannot be removed.
    pub fn drop_draft(&self, name: &str) -> Result<(), Trouble> {
        let path = self.draft_path(name)?;
        remove_if_there(&path).map_err(|error| Trouble::of_disk("remove", &path, &error))
    }

    fn draft_path(&self, name: &str) -> Result<PathBuf, Trouble> {
        if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '\0', ':']) {
            return Err(Trouble::new(
                format!("'{}' is not the name of a draft", name.escape_debug()),
                "use letters, digits, `-` and `.`, as in request.yaml",
            ));
        }
        Ok(self.private_folder().join("drafts").join(name))
    }
}

#[cfg(test)]
mod tests {
    use crate::store::sandbox::Sandbox;

    #[test]
    fn a_draft_is_kept_out_of_the_work_tree_and_found_again() {
        let sandbox = Sandbox::with_history();
        let store = sandbox.store();
        assert_eq!(store.draft("request.yaml"), Ok(None));
        let path = store
            .keep_draft("request.yaml", "title: é\n")
            .expect("kept");
        assert!(path.starts_with(sandbox.path(".git")));
        assert_eq!(store.draft("request.yaml"), Ok(Some("title: é\n".into())));
        assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
        store.drop_draft("request.yaml").expect("removed");
        assert_eq!(store.draft("request.yaml"), Ok(None));
        assert!(store.keep_draft("../config", "x").is_err());
    }
}
