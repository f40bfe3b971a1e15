//! A desk as commands see it: opened, read at one moment, and who works at it.

use std::mem::ManuallyDrop;

use crate::calendar::Instant;
use crate::checks::{self, Committer, Origin, Review, Scope, judge};
use crate::finding::Finding;
use crate::policy::{self, Policy};
use crate::records::{
    File, Handle, Kind, One, Person, Records, activity, opportunity, person, request, review,
};
use crate::source::{Snapshot, Source, strict};
use crate::store::{FileOrigin, Identity, Part, Sight, Store, Within};

use super::{Exit, Failure};

/// An opened desk.
pub struct Desk {
    pub store: Store,
    /// What was ended of an interrupted command, as a sentence.
    pub recovered: Option<String>,
}

/// A desk as it was read at one moment: its records and its policy.
pub struct Scene {
    /// They go with the process: to take them apart piece by piece before would only be waited for.
    pub records: ManuallyDrop<Records>,
    pub policy: Policy,
}

/// The kinds that most files of a desk are of.
const LARGEST: [&Kind; 3] = [&activity::KIND, &opportunity::KIND, &request::KIND];

impl Desk {
    /// Reads the files as they are on disk.
    ///
    /// # Errors
    /// The files cannot be listed; the policy is missing or invalid.
    pub fn now(&self) -> Result<Scene, Failure> {
        scene(self.store.work_tree()?)
    }

    /// Reads the files as they are on disk, and those of the largest kinds as the next commit would have them unless
    /// they are named: for commands about records of some kinds, which need not wait until git has looked at every file.
    ///
    /// # Errors
    /// The files cannot be listed; the policy is missing or invalid.
    pub fn now_of(&self, kinds: &[&Kind]) -> Result<Scene, Failure> {
        self.in_sight(kinds, None)
    }

    /// Does the same, and looks at no other files of a kind than those whose id begins so.
    ///
    /// # Errors
    /// As [`Self::now_of`].
    pub fn now_of_one(&self, kind: &Kind, beginning: &str) -> Result<Scene, Failure> {
        let is_meant = |name: &str| may_be(name, beginning);
        let within = LARGEST.contains(&kind).then_some(Within {
            folder: kind.folder,
            is_meant: &is_meant,
        });
        self.in_sight(&[kind], within)
    }

    fn in_sight(&self, kinds: &[&Kind], within: Option<Within<'_>>) -> Result<Scene, Failure> {
        let others = LARGEST.iter().filter(|kind| !kinds.contains(kind));
        let but: Vec<&str> = others.map(|kind| kind.folder).collect();
        scene(self.store.work_tree_in(Sight { but: &but, within })?)
    }

    /// Returns where the reviews come from, as the history of a revision tells; nothing before the first commit.
    ///
    /// # Errors
    /// The history cannot be read.
    pub fn origins(&self, revision: &str) -> Result<Vec<Origin>, Failure> {
        if self.store.head()?.is_none() {
            return Ok(Vec::new());
        }
        let origins = self.store.origins(revision, review::KIND.folder)?;
        let origin = |file: FileOrigin| Origin {
            path: file.path,
            brought_by: file.brought_by,
            changed_by: file.changed_by,
            removed_by: file.removed_by,
        };
        Ok(origins.into_iter().map(origin).collect())
    }

    /// Returns the addresses of whoever commits, as author and as committer.
    ///
    /// # Errors
    /// Git knows no name or address.
    pub fn committer(&self) -> Result<Committer, Failure> {
        let parts = [Part::Author, Part::Committer];
        let mut emails = Vec::new();
        for part in parts {
            emails.push(self.store.identity(part)?.email);
        }
        emails.dedup();
        Ok(Committer { emails })
    }

    /// Returns who acts, by git's configuration.
    ///
    /// # Errors
    /// Git knows no name or address.
    pub fn identity(&self) -> Result<Identity, Failure> {
        Ok(self.store.identity(Part::Author)?)
    }
}

/// Returns whether a file of a name may be of a record whose id begins so; letters that are taken for digits are passed.
fn may_be(name: &str, beginning: &str) -> bool {
    let mut letters = name.chars();
    beginning.chars().all(|wanted| {
        let own = letters.next().map(|letter| letter.to_ascii_uppercase());
        own == Some(wanted) || matches!((wanted, own), ('0' | '1', Some('O' | 'I' | 'L')))
    })
}

/// Reads records and policy from a snapshot.
///
/// # Errors
/// The policy is missing or invalid: all its mistakes at once.
pub(super) fn scene(snapshot: Snapshot) -> Result<Scene, Failure> {
    let policy = policy_of(&snapshot)?;
    Ok(Scene::of(Records::of(snapshot), policy))
}

/// Reads the policy from a snapshot, with the files of holidays that it names.
///
/// # Errors
/// It is missing or invalid: all its mistakes at once.
pub(super) fn policy_of(snapshot: &Snapshot) -> Result<Policy, Failure> {
    let Some(entry) = snapshot.find(policy::FILE) else {
        return Err(Failure::new(
            Exit::Policy,
            format!("there is no {} here, so this is no desk", policy::FILE),
            format!(
                "make a desk with `sa init`; if the file is there and new, commit it: `git add {0} && git commit {0}`",
                policy::FILE
            ),
        ));
    };
    let bytes = snapshot.read(&entry).map_err(|why| {
        Failure::new(
            Exit::Policy,
            format!("{} cannot be read: {why}", policy::FILE),
            "mend its permissions",
        )
    })?;
    let source = Source::shared(policy::FILE, strict::read(&bytes).text);
    let read = Policy::read(&source, &checks::names());
    read.and_then(|policy| policy.with_holiday_files(snapshot))
        .map_err(invalid)
}

/// Returns the failure of a policy with mistakes, in `desk.toml` or in a file that it names.
fn invalid(findings: Vec<Finding>) -> Failure {
    let mut paths: Vec<&str> = Vec::new();
    for finding in &findings {
        let path = finding.at.source.path.as_str();
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let have = if paths.len() == 1 { "has" } else { "have" };
    let mistakes = match findings.len() {
        1 => "a mistake".to_owned(),
        count => format!("{count} mistakes"),
    };
    let profiles = match paths.contains(&policy::FILE) {
        true => "; `sa init --help` names the profiles to compare with",
        false => "",
    };
    let paths = paths.join(" and ");
    Failure::found(
        Exit::Policy,
        format!("{paths} {have} {mistakes}, so nothing was checked"),
        format!("mend {paths}{profiles}"),
        findings,
    )
}

impl Scene {
    /// Returns records with the policy that they stand under.
    pub(super) fn of(records: Records, policy: Policy) -> Self {
        Self {
            records: ManuallyDrop::new(records),
            policy,
        }
    }

    /// Returns the region of the desk that a text means; case does not count.
    ///
    /// # Errors
    /// The desk has no such region.
    pub fn region(&self, text: &str) -> Result<String, Failure> {
        let boards = &self.policy.boards;
        let found = boards
            .keys()
            .find(|region| region.eq_ignore_ascii_case(text));
        found.cloned().ok_or_else(|| {
            let all: Vec<&str> = boards.keys().map(String::as_str).collect();
            Failure::new(
                Exit::NotFound,
                format!("`{text}` is not a region of this desk"),
                format!(
                    "use one of {}, or add it to [boards] in {}",
                    all.join(", "),
                    policy::FILE
                ),
            )
        })
    }

    /// Returns what the checks find on one record file as it is.
    pub fn findings_on(&self, now: Instant, file: &File) -> Vec<Finding> {
        let under = Scope::Under(vec![file.path().into()]);
        judge(
            &Review::new(&[], &self.records, &self.policy, now, under),
            None,
        )
    }

    /// Returns the person with an address.
    ///
    /// # Errors
    /// Nobody in `people/` has it.
    pub fn person(&self, identity: &Identity) -> Result<One<'_, Person>, Failure> {
        let email = &identity.email;
        person::with_email(&self.records, email).ok_or_else(|| {
            let handle = Handle::from_name(&identity.name).map_or("HANDLE".into(), |handle| handle.to_string());
            Failure::new(
                Exit::Refused,
                format!("nobody in people/ has the address {email}, so the desk does not know who you are"),
                format!(
                    "add yourself: `sa person new --handle {handle} --name \"{}\" --email {email} --role sa`, or set `git config user.email` to your address there",
                    identity.name
                ),
            )
        })
    }
}
