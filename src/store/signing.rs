//! Signed commits, made by git, which knows every way to sign.
//! Unsigned ones are made in `objects`.

use git2::Oid;

use super::process::{printed, run};
use super::{Identity, Store, Trouble, When};

/// Returns whether `commit.gpgsign` is set; who is made up has no key.
pub(super) fn is_wanted(store: &Store) -> bool {
    if store.acting.is_some() {
        return false;
    }
    let config = store.repository.config();
    config.is_ok_and(|config| config.get_bool("commit.gpgsign").unwrap_or(false))
}

/// Stores a signed commit of author and committer.
///
/// # Errors
/// Git is missing or cannot sign.
pub(super) fn commit(
    store: &Store,
    tree: Oid,
    parent: Option<Oid>,
    message: &str,
    [author, committer]: [&Identity; 2],
    now: When,
) -> Result<Oid, Trouble> {
    let text = store.private_folder().join("message-to-sign");
    std::fs::write(&text, message).map_err(|error| Trouble::of_disk("write", &text, &error))?;
    let date = date(now);
    let mut command = store.command("git");
    command.args(["commit-tree", "-S", "-F"]).arg(&text).envs([
        ("GIT_AUTHOR_NAME", &author.name),
        ("GIT_AUTHOR_EMAIL", &author.email),
        ("GIT_AUTHOR_DATE", &date),
        ("GIT_COMMITTER_NAME", &committer.name),
        ("GIT_COMMITTER_EMAIL", &committer.email),
        ("GIT_COMMITTER_DATE", &date),
    ]);
    if let Some(parent) = parent {
        command.arg("-p").arg(parent.to_string());
    }
    command.arg(tree.to_string());
    let output = run(command, "sign the commit (commit.gpgsign is set)")?;
    let id = String::from_utf8_lossy(&output.stdout);
    match Oid::from_str(id.trim()) {
        Ok(id) if output.status.success() => Ok(id),
        _ => Err(Trouble::new(
            format!("git cannot sign the commit: {}", printed(&output)),
            "see that `git commit -S --allow-empty -m test` works, or turn signing off here with `git config commit.gpgsign false`",
        )),
    }
}

/// Returns a moment as git reads it: seconds and the offset as `+hhmm`.
fn date(now: When) -> String {
    let sign = if now.offset_minutes < 0 { '-' } else { '+' };
    let minutes = now.offset_minutes.abs();
    format!(
        "@{} {sign}{:02}{:02}",
        now.seconds,
        minutes / 60,
        minutes % 60
    )
}
