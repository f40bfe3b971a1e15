//! What a command is run in: flags, environment, clock, terminal.
//! The only place that reads the environment and the clock.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use super::desk::Desk;
use super::{Exit, Failure, Format, Global, When};
use crate::calendar::Instant;
use crate::records::{Id, Records};
use crate::store::{Store, Trouble, Where, Wholeness};

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
    opened: OnceCell<Wholeness>,
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

impl Terminal {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the environment and the clock"
    )]
    fn of(color: When) -> Self {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        // For documents and logs that show what a terminal shows; nothing is asked for all that.
        let shown = is_set("DESK_FORCE_TTY");
        let output = shown || std::io::stdout().is_terminal();
        let told = std::env::var("COLUMNS").ok();
        let width = told
            .and_then(|columns| columns.parse().ok())
            .or_else(columns);
        Self {
            input: std::io::stdin().is_terminal(),
            output,
            errors: shown || std::io::stderr().is_terminal(),
            width: width.unwrap_or(80).clamp(40, 1000),
            colour: match color {
                When::Always => true,
                When::Never => false,
                When::Auto if is_set("NO_COLOR") => false,
                When::Auto => output && std::env::var("TERM").as_deref() != Ok("dumb"),
            },
        }
    }
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
        Ok(Self {
            program,
            now,
            typed: typed(program, arguments),
            terminal: Terminal::of(global.color),
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
            opened: OnceCell::new(),
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

    /// Returns whether what is printed may have colour.
    pub fn colour(&self) -> crate::views::Colour {
        match self.terminal.colour {
            true => crate::views::Colour::Always,
            false => crate::views::Colour::Never,
        }
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

    /// Returns what kept part of the opened desk from being read, so that nothing may be made of the rest.
    pub fn unread(&self) -> Option<Trouble> {
        self.opened.get()?.trouble()
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
        self.opened.get_or_init(|| store.wholeness());
        let recovered = store.recover()?.map(|recovery| recovery.sentence());
        Ok(Desk { store, recovered })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
pub(super) fn clock() -> Instant {
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
