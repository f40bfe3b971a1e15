//! What a command is run in: flags, environment, clock, terminal, and the desk it works on.
//! The only place that reads the environment and the clock.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use super::{Exit, Failure, Format, Global, When};
use crate::calendar::Instant;
use crate::checks::{self, Committer, Review, Scope, judge};
use crate::finding::Finding;
use crate::policy::{self, Policy};
use crate::records::{File, Handle, Id, One, Person, Records, person};
use crate::source::{Snapshot, Source, strict};
use crate::store::{Identity, Part, Store, Where};

/// What a command is run in.
pub struct Context {
    /// Name of the program: `sa`, `ta` or `hygiene`.
    pub program: &'static str,
    pub global: Global,
    /// The moment of the run; `DESK_NOW` sets it.
    pub now: Instant,
    /// What the user typed, for the commit message.
    pub typed: String,
    pub terminal: Terminal,
    /// Ids of the commits that git is merging by itself, as it tells its hooks.
    pub merging: Vec<String>,
    /// Whether `cargo run` started the program, so that it may not be on the PATH.
    pub by_cargo: bool,
    here: PathBuf,
    in_git: bool,
    editor: Option<String>,
}

/// Which streams are terminals, and how wide.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    pub input: bool,
    pub output: bool,
    pub errors: bool,
    /// Columns of the terminal; 80 where there is none.
    pub width: usize,
    pub colour: bool,
}

impl Context {
    /// Reads environment, clock and terminal, once.
    ///
    /// # Errors
    /// `DESK_NOW` is no time; the current folder is gone.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the environment and the clock"
    )]
    pub fn new(
        program: &'static str,
        global: Global,
        arguments: &[OsString],
    ) -> Result<Self, Failure> {
        let now = match std::env::var("DESK_NOW") {
            Ok(text) => text.parse().map_err(|why: String| {
                Failure::new(
                    Exit::Misuse,
                    format!("DESK_NOW: {why}"),
                    "unset it, or write a time with its offset",
                )
            })?,
            Err(_) => clock(),
        };
        let here = std::env::current_dir().map_err(|error| {
            Failure::new(
                Exit::Store,
                format!("the current folder cannot be read: {error}"),
                "change to a folder that is there",
            )
        })?;
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let output = std::io::stdout().is_terminal();
        let colour = match global.color {
            When::Always => true,
            When::Never => false,
            When::Auto if set("NO_COLOR") => false,
            When::Auto => output && std::env::var("TERM").as_deref() != Ok("dumb"),
        };
        let width = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        Ok(Self {
            program,
            now,
            typed: typed(program, arguments),
            terminal: Terminal {
                input: std::io::stdin().is_terminal(),
                output,
                errors: std::io::stderr().is_terminal(),
                width: width.or_else(columns).unwrap_or(80).clamp(40, 1000),
                colour,
            },
            merging: std::env::vars_os()
                .filter_map(|(name, _)| merged(&name.into_string().ok()?))
                .collect(),
            by_cargo: set("CARGO_MANIFEST_DIR"),
            here,
            in_git: set("GIT_DIR") || set("GIT_INDEX_FILE"),
            editor: ["VISUAL", "EDITOR"]
                .into_iter()
                .find_map(|name| std::env::var(name).ok()),
            global,
        })
    }

    /// Returns the folder that `-C` names, or the current one.
    pub fn folder(&self) -> PathBuf {
        match &self.global.desk {
            Some(dir) => self.here.join(dir),
            None => self.here.clone(),
        }
    }

    /// Returns the current folder.
    pub fn here(&self) -> &std::path::Path {
        &self.here
    }

    /// Returns whether prompts may be shown.
    pub fn may_ask(&self) -> bool {
        self.terminal.input
            && self.terminal.errors
            && !self.global.no_input
            && self.global.format == Format::Table
    }

    /// Returns a new random id that no record here has.
    ///
    /// # Errors
    /// The operating system gives no random bits.
    pub fn new_id(&self, prefix: &str, records: &Records) -> Result<Id, Failure> {
        let is_free = |id: &Id| records.files_named(id.as_str()).is_empty();
        Id::draw(prefix, is_free, getrandom::u64).map_err(|error| {
            Failure::new(
                Exit::Store,
                format!("the system gives no random bits: {error}"),
                "try again",
            )
        })
    }

    /// Reads all of standard input.
    ///
    /// # Errors
    /// It cannot be read, or is not text.
    pub fn standard_input(&self) -> Result<String, Failure> {
        std::io::read_to_string(std::io::stdin().lock()).map_err(|error| {
            Failure::new(
                Exit::Misuse,
                format!("standard input cannot be read: {error}"),
                "pipe text in UTF-8 into the command",
            )
        })
    }

    /// Returns the user's editor as a shell command.
    pub fn editor(&self) -> &str {
        self.editor
            .as_deref()
            .filter(|editor| !editor.trim().is_empty())
            .unwrap_or("vi")
    }

    /// Opens the desk and ends what an interrupted command left.
    ///
    /// # Errors
    /// There is no repository, or one that cannot be worked with.
    pub fn open(&self) -> Result<Desk, Failure> {
        let at = match (&self.global.desk, self.in_git) {
            (None, true) => Where::Environment,
            _ => Where::Folder(self.folder()),
        };
        let store = Store::open(at)?;
        let recovered = store.recover()?.map(|recovery| recovery.sentence());
        Ok(Desk { store, recovered })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
fn clock() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = since.map_or(0, |since| since.as_secs() as i64);
    Instant::from_unix(seconds).expect("a clock of these centuries")
}

/// Returns the commit that a variable of git's says is being merged, as `GITHEAD_<id>`.
fn merged(name: &str) -> Option<String> {
    let id = name.strip_prefix("GITHEAD_")?;
    let is_id = id.len() == 40 && id.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_id.then(|| id.to_owned())
}

fn columns() -> Option<usize> {
    let (_, columns) = dialoguer::console::Term::stdout().size_checked()?;
    Some(columns.into())
}

/// Returns the command as typed, on one line and without the text of long arguments.
fn typed(program: &str, arguments: &[OsString]) -> String {
    let words = arguments.iter().skip(1).map(|word| {
        let word = word.to_string_lossy();
        match word.chars().count() < 60 && !word.contains(['\n', ' ']) {
            true => word.into_owned(),
            false => "...".into(),
        }
    });
    std::iter::once(program.to_owned())
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}

/// An opened desk.
pub struct Desk {
    pub store: Store,
    /// What was ended of an interrupted command, as a sentence.
    pub recovered: Option<String>,
}

/// A desk as it was read at one moment: its records and its policy.
pub struct Scene {
    pub records: Records,
    pub policy: Policy,
}

impl Desk {
    /// Reads the files as they are on disk.
    ///
    /// # Errors
    /// The files cannot be listed; the policy is missing or invalid.
    pub fn now(&self) -> Result<Scene, Failure> {
        scene(self.store.work_tree()?)
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

/// Reads records and policy from a snapshot.
///
/// # Errors
/// The policy is missing or invalid: all its mistakes at once.
pub(super) fn scene(snapshot: Snapshot) -> Result<Scene, Failure> {
    let policy = policy_of(&snapshot)?;
    Ok(Scene {
        records: Records::of(snapshot),
        policy,
    })
}

fn policy_of(snapshot: &Snapshot) -> Result<Policy, Failure> {
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
    let bytes = snapshot.read(entry).map_err(|why| {
        Failure::new(
            Exit::Policy,
            format!("{} cannot be read: {why}", policy::FILE),
            "mend its permissions",
        )
    })?;
    let source = Source::shared(policy::FILE, strict::read(&bytes).text);
    Policy::read(&source, &checks::names()).map_err(|findings| {
        let count = findings.len();
        let mistakes = if count == 1 {
            "a mistake".to_owned()
        } else {
            format!("{count} mistakes")
        };
        Failure::found(
            Exit::Policy,
            format!("{} has {mistakes}, so nothing was checked", policy::FILE),
            format!(
                "mend {}; `sa init --help` names the profiles to compare with",
                policy::FILE
            ),
            findings,
        )
    })
}

impl Scene {
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
        let found = self
            .records
            .all::<Person>(&person::KIND)
            .find(|person| person.answers_to(email));
        found.ok_or_else(|| {
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
