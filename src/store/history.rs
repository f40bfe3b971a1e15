//! Commits as facts: what a range holds, what is being merged, and what taking a commit back means.
//! The files of a commit are read in `snapshots`.

use git2::{Commit, ErrorCode, Oid, Sort};

use super::{Store, Trouble};
use crate::source::{EntryType, FileChange, Snapshot};

/// The trailer that every commit of a command carries.
pub const TRAILER: &str = "Desk-Command:";
/// How many commits back the last commit of a command is looked for.
const REACH: usize = 1000;

/// What is known of a commit without its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitFacts {
    pub id: String,
    pub parents: Vec<String>,
    pub author_email: String,
    pub committer_email: String,
    /// Seconds since 1970 in UTC at which it was committed.
    pub time: i64,
    /// First paragraph of the message, on one line.
    pub subject: String,
    /// Id of the commit that this one says it reverts, in git's own words.
    pub reverts: Option<String>,
}

impl Store {
    /// Returns the commits of a range `A..B`, oldest first: all of B that are not in A.
    ///
    /// An `A` of zeros, as a server hook gets for a new branch, stands for nothing.
    ///
    /// # Errors
    /// It is no range, or an end of it is unknown.
    pub fn commits(&self, range: &str) -> Result<Vec<CommitFacts>, Trouble> {
        let (from, to) = match range.split_once("..") {
            Some((from, to)) if !from.is_empty() && !to.is_empty() && !to.starts_with('.') => {
                (from, to)
            }
            _ => {
                return Err(Trouble::new(
                    format!("'{range}' is not a range of commits"),
                    "write the commit before the first and the last one, as in `main..HEAD`",
                ));
            }
        };
        let failed = |error| Trouble::of_git(&format!("list the commits of {range}"), &error);
        let mut walk = self.repository.revwalk().map_err(failed)?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)
            .map_err(failed)?;
        walk.push(self.commit_named(to)?.id()).map_err(failed)?;
        if from.bytes().any(|digit| digit != b'0') {
            walk.hide(self.commit_named(from)?.id()).map_err(failed)?;
        }
        let ids = walk.collect::<Result<Vec<Oid>, _>>().map_err(failed)?;
        ids.into_iter()
            .map(|id| Ok(facts(&self.repository.find_commit(id).map_err(failed)?)))
            .collect()
    }

    /// Returns the newest commit of the current branch that was there at a time, in seconds since 1970 in UTC: the
    /// first one back along first parents that was committed by then. `None` where the branch is younger.
    ///
    /// # Errors
    /// The history cannot be read.
    pub fn commit_by(&self, seconds: i64) -> Result<Option<CommitFacts>, Trouble> {
        let failed = |error| Trouble::of_git("read the history", &error);
        let mut commit = match self.repository.head() {
            Ok(head) => head.peel_to_commit().map_err(failed)?,
            Err(error) if super::snapshots::is_before_first_commit(&error) => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        while seconds < commit.time().seconds() {
            commit = match commit.parent(0) {
                Ok(parent) => parent,
                // The first commit, or the edge of a shallow clone.
                Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
                Err(error) => return Err(failed(error)),
            };
        }
        Ok(Some(facts(&commit)))
    }

    /// Returns the commits being merged into the current one; empty when no merge is in progress.
    ///
    /// `announced` are those that git names in the environment of its hooks: it runs `pre-merge-commit`
    /// before it writes the list of them. Those that are merged already count for nothing.
    ///
    /// # Errors
    /// The list of them cannot be read.
    pub fn merge_parents(&self, announced: &[String]) -> Result<Vec<String>, Trouble> {
        let path = self.repository.path().join("MERGE_HEAD");
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(text.lines().map(str::to_string).collect()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let new = announced
                    .iter()
                    .filter(|id| !self.is_within("HEAD", id).unwrap_or(true));
                Ok(new.cloned().collect())
            }
            Err(error) => Err(Trouble::of_disk("read", &path, &error)),
        }
    }

    /// Returns whether a revision holds a commit: it is that commit, or comes from it.
    ///
    /// # Errors
    /// One of the two is unknown.
    pub fn is_within(&self, revision: &str, commit: &str) -> Result<bool, Trouble> {
        let tip = self.commit_named(revision)?.id();
        let commit = self.commit_named(commit)?.id();
        let below = self
            .repository
            .graph_descendant_of(tip, commit)
            .map_err(|error| Trouble::of_git("read the history", &error))?;
        Ok(tip == commit || below)
    }

    /// Returns the newest commit of a command on the current branch, within the last 1000 commits of it.
    ///
    /// # Errors
    /// The history cannot be read.
    pub fn last_commit_by_us(&self) -> Result<Option<CommitFacts>, Trouble> {
        let failed = |error| Trouble::of_git("read the history", &error);
        let mut commit = match self.repository.head() {
            Ok(head) => Some(head.peel_to_commit().map_err(failed)?),
            Err(error) if super::snapshots::is_before_first_commit(&error) => None,
            Err(error) => return Err(failed(error)),
        };
        for _ in 0..REACH {
            let Some(candidate) = commit else { break };
            if is_ours(&candidate) {
                return Ok(Some(facts(&candidate)));
            }
            commit = match candidate.parent(0) {
                Ok(parent) => Some(parent),
                // The first commit, or the edge of a shallow clone.
                Err(error) if error.code() == ErrorCode::NotFound => None,
                Err(error) => return Err(failed(error)),
            };
        }
        Ok(None)
    }

    /// Returns the changes that take the paths of a commit back to what its first parent had.
    ///
    /// # Errors
    /// The commit is unknown, is a merge, or a path of it was changed again since.
    pub fn revert_of(&self, commit: &str) -> Result<Vec<FileChange>, Trouble> {
        let commit = self.commit_named(commit)?;
        let short = commit.id().to_string()[..8].to_string();
        if commit.parent_count() > 1 {
            return Err(Trouble::new(
                format!("{short} is a merge, which cannot be taken back path by path"),
                format!("`git revert -m 1 {short}`"),
            ));
        }
        let after = self.at(&commit.id().to_string())?;
        let before = match commit.parent_id(0) {
            Ok(parent) => self.at(&parent.to_string())?,
            Err(_) => Snapshot::empty(),
        };
        let head = self.head()?.unwrap_or_else(Snapshot::empty);
        let mut changes = Vec::new();
        for path in after.changed_since(&before) {
            if head.find(&path) != after.find(&path) {
                return Err(Trouble::new(
                    format!("{path} was changed again after {short}"),
                    format!("see how with `git log -p {short}.. -- {path}`, and edit it by hand"),
                ));
            }
            let text = before.find(&path).map(|entry| {
                if entry.entry_type != EntryType::File {
                    return Err(format!("{path} was a symlink"));
                }
                let bytes = before.read(&entry)?;
                String::from_utf8(bytes).map_err(|_| format!("{path} is not text"))
            });
            let text = text.transpose().map_err(|why| {
                Trouble::new(why, format!("`git revert {short}` takes back any file"))
            })?;
            changes.push(FileChange { path, text });
        }
        Ok(changes)
    }

    /// Returns a commit that remotes have of what leads to `revision`, as the beginning of a range; zeros for none.
    ///
    /// # Errors
    /// The history cannot be read.
    pub fn known_remotely(&self, revision: &str) -> Result<String, Trouble> {
        let failed = |error| Trouble::of_git("list what the remotes have", &error);
        let tip = self.commit_named(revision)?.id();
        let mut best: Option<(usize, Oid)> = None;
        for reference in self
            .repository
            .references_glob("refs/remotes/*")
            .map_err(failed)?
        {
            let Ok(commit) = reference.and_then(|reference| reference.peel_to_commit()) else {
                continue;
            };
            let Ok(base) = self.repository.merge_base(tip, commit.id()) else {
                continue;
            };
            let (ahead, _) = self
                .repository
                .graph_ahead_behind(tip, base)
                .map_err(failed)?;
            if best.is_none_or(|(least, _)| ahead < least) {
                best = Some((ahead, base));
            }
        }
        Ok(best.map_or_else(|| "0".repeat(40), |(_, base)| base.to_string()))
    }

    pub(super) fn commit_named(&self, revision: &str) -> Result<Commit<'_>, Trouble> {
        self.repository
            .revparse_single(revision)
            .and_then(|object| object.peel_to_commit())
            .map_err(|error| super::snapshots::unknown_revision(revision, &error))
    }
}

fn is_ours(commit: &Commit<'_>) -> bool {
    let message = String::from_utf8_lossy(commit.message_bytes());
    let trailers = message.trim_end().rsplit("\n\n").next();
    trailers.is_some_and(|last| last.lines().any(|line| line.starts_with(TRAILER)))
}

/// Reads `This reverts commit ID.`, as git writes it.
fn reverted(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("This reverts commit ")?;
    let id: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    (id.len() == 40).then_some(id)
}

fn facts(commit: &Commit<'_>) -> CommitFacts {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    CommitFacts {
        id: commit.id().to_string(),
        parents: commit.parent_ids().map(|id| id.to_string()).collect(),
        author_email: text(commit.author().email_bytes()),
        committer_email: text(commit.committer().email_bytes()),
        time: commit.time().seconds(),
        subject: text(commit.summary_bytes().unwrap_or_default()),
        reverts: reverted(&text(commit.message_bytes())),
    }
}

#[cfg(test)]
mod tests {
    use crate::store::sandbox::Sandbox;
    use crate::store::write_tests::{change, commit, three_changes};

    #[test]
    fn a_range_lists_its_commits_oldest_first_with_those_of_merged_branches() {
        let sandbox = Sandbox::with_history();
        sandbox.git(&["switch", "-qc", "side"]);
        sandbox.git(&["commit", "-q", "--allow-empty", "-m", "side"]);
        sandbox.git(&["switch", "-q", "main"]);
        let author = ["-c", "user.email=bob@example.com"];
        let empty = ["commit", "-q", "--allow-empty", "-m", "main"];
        sandbox.git(&[&author[..], &empty[..]].concat());
        sandbox.git(&["tag", "before"]);
        sandbox.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
        let store = sandbox.store();
        let all = store.commits("before..HEAD").expect("a range");
        let subjects: Vec<_> = all.iter().map(|facts| facts.subject.as_str()).collect();
        assert_eq!(subjects, ["side", "merge"]);
        assert_eq!(all[1].parents.len(), 2);
        let zeros = "0".repeat(40);
        let whole = store.commits(&format!("{zeros}..before")).expect("a range");
        assert_eq!(whole.len(), 2);
        assert_eq!(whole[1].author_email, "bob@example.com");
        assert_eq!(whole[0].time, 1_795_424_400);
        for no_range in ["HEAD", "a...b", "..HEAD", "HEAD.."] {
            let trouble = store.commits(no_range).expect_err("no range");
            assert!(trouble.message.contains("not a range"), "{trouble}");
        }
    }

    #[test]
    fn the_last_commit_of_a_command_is_found_and_taken_back() {
        let sandbox = Sandbox::with_history();
        let store = sandbox.store();
        assert_eq!(store.last_commit_by_us(), Ok(None));
        let written = commit(&store, &three_changes()).expect("written");
        sandbox.put("accounts/b.yaml", "name: B\n");
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-qm", "by hand\n\nsee Desk-Command: in the text"]);
        let last = store.last_commit_by_us().expect("readable").expect("ours");
        assert_eq!(Some(&last.id), written.commit.as_ref());
        let back = store.revert_of(&last.id).expect("nothing touched it since");
        commit(&store, &back).expect("taken back");
        let names = sandbox.git(&["diff", "--name-only", "HEAD~3", "HEAD"]);
        assert_eq!(names, "accounts/b.yaml\n");
    }

    #[test]
    fn a_path_changed_again_since_is_not_taken_back() {
        let sandbox = Sandbox::with_history();
        let store = sandbox.store();
        let first = commit(&store, &[change("people/a.yaml", "name: B\n")]).expect("written");
        commit(&store, &[change("people/a.yaml", "name: C\n")]).expect("written");
        let first = first.commit.expect("a commit");
        let trouble = store.revert_of(&first).expect_err("changed since");
        let expected = format!("people/a.yaml was changed again after {}", &first[..8]);
        assert_eq!(trouble.message, expected);
    }
}
