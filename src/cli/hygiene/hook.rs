//! `hygiene hook`: the gate as git runs it, before commits, merges and pushes.

use clap::{Args, Subcommand};
use serde_json::json;

use super::check::{of_index, of_range, verdict};
use crate::cli::context::Desk;
use crate::cli::{Context, Exit, Failure, Output};
use crate::finding::Finding;
use crate::policy;
use crate::reports::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::store::{BEFORE_DESK, HookFolder, MARKER};

/// The hooks that hold the gate: rebase and cherry-pick skip the first two, so the last sees what goes out.
const HOOKS: [&str; 3] = ["pre-commit", "pre-merge-commit", "pre-push"];

/// Check before every commit, merge and push
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  hygiene hook install\n  hygiene hook status")]
pub(super) struct Hook {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Put the hooks in place; hooks that are there run first
    #[command(after_help = "Example:\n  hygiene hook install")]
    Install {
        /// Also into a hooks folder outside of this repository, which other repositories may use
        #[arg(long)]
        force: bool,
        /// Show what would be written, and write nothing
        #[arg(short = 'n', long)]
        dry_run: bool,
    },
    /// Tell which hooks are in place, missing, disabled or shadowed
    #[command(after_help = "Example:\n  hygiene hook status")]
    Status,
    /// Take the hooks out; those that were there before come back
    #[command(after_help = "Example:\n  hygiene hook uninstall")]
    Uninstall {
        /// Show what would be taken out, and take nothing out
        #[arg(short = 'n', long)]
        dry_run: bool,
    },
    /// What the hooks call
    #[command(hide = true, after_help = "Example:\n  hygiene hook run pre-commit")]
    Run {
        name: String,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

impl Hook {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        match self.command {
            Command::Install { force, dry_run } => install(context, force, dry_run),
            Command::Status => status(context),
            Command::Uninstall { dry_run } => uninstall(context, dry_run),
            Command::Run { name, .. } => run(context, &name),
        }
    }
}

/// Returns the text of a hook: the hook that was there before, then the gate.
fn shim(name: &str) -> String {
    // A push tells the hook on standard input what goes out; both of the chained hooks must hear it.
    let (keep, give) = match name {
        "pre-push" => ("given=$(cat)\n", "printf '%s\\n' \"$given\" | "),
        _ => ("", ""),
    };
    format!(
        "#!/bin/sh\n{MARKER}\n# Made by `hygiene hook install`; `hygiene hook uninstall` takes it out.\n\
         {keep}before=\"$(dirname \"$0\")/{name}{BEFORE_DESK}\"\n\
         if [ -x \"$before\" ]; then {give}\"$before\" \"$@\" || exit $?; fi\n\
         unset DESK_DIR\n\
         if ! command -v hygiene >/dev/null 2>&1; then\n\
         \x20 echo 'error: the command `hygiene` is not on the PATH, so nothing can be checked' >&2\n\
         \x20 echo 'help: install it (`cargo install presales-desk`), or take the hook out: rm \"'\"$0\"'\"' >&2\n\
         \x20 exit 1\n\
         fi\n\
         {give}hygiene hook run {name} \"$@\"\n"
    )
}

fn install(context: &Context, force: bool, dry_run: bool) -> Result<Output, Failure> {
    let desk = context.open()?;
    let folder = desk.store.hooks()?;
    if !folder.inside_repository && !force {
        return Err(Failure::new(
            Exit::Refused,
            format!(
                "core.hooksPath is {}, outside of this repository, so other repositories may run its hooks",
                folder.path.display()
            ),
            "unset it here (`git config core.hooksPath .git/hooks`), or write there with `--force`",
        ));
    }
    let mut output = Output::default();
    for name in HOOKS {
        let there = folder.read(name)?;
        let (is_ours, is_current) = there.as_ref().map_or((false, false), |hook| {
            (hook.is_ours(), hook.executable && hook.text == shim(name))
        });
        if is_current {
            output.said.push(format!("{name} is in place already"));
            continue;
        }
        let chains = there.is_some() && !is_ours;
        if !dry_run {
            if chains {
                folder.rename(name, &format!("{name}{BEFORE_DESK}"))?;
            }
            folder.install(name, &shim(name))?;
        }
        let would = if dry_run { "would be" } else { "is" };
        let after = if chains {
            "; the hook that was there runs first"
        } else {
            ""
        };
        output.said.push(format!("{name} {would} in place{after}"));
    }
    if !dry_run {
        output.next.push("hygiene hook status".into());
    }
    Ok(output)
}

fn uninstall(context: &Context, dry_run: bool) -> Result<Output, Failure> {
    let desk = context.open()?;
    let folder = desk.store.hooks()?;
    let mut output = Output::default();
    for name in HOOKS {
        let Some(hook) = folder.read(name)? else {
            continue;
        };
        if !hook.is_ours() {
            output.said.push(format!("{name} is not ours and stays"));
            continue;
        }
        let earlier = format!("{name}{BEFORE_DESK}");
        let comes_back = folder.read(&earlier)?.is_some();
        if !dry_run {
            folder.remove(name)?;
            if comes_back {
                folder.rename(&earlier, name)?;
            }
        }
        let would = if dry_run { "would be" } else { "is" };
        let back = if comes_back {
            "; the hook from before comes back"
        } else {
            ""
        };
        output.said.push(format!("{name} {would} taken out{back}"));
    }
    if output.said.is_empty() {
        output.said.push("no hook of ours is in place".into());
    }
    Ok(output)
}

/// How one hook stands.
#[derive(Clone, Copy)]
enum Standing {
    InPlace,
    OutOfDate,
    Missing,
    Disabled,
    Shadowed,
}

impl Standing {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::InPlace => ("in place", ""),
            Self::OutOfDate => ("out of date", "`hygiene hook install` renews it"),
            Self::Missing => ("missing", "`hygiene hook install` puts it in place"),
            Self::Disabled => (
                "disabled",
                "it is not executable; `hygiene hook install` mends that",
            ),
            Self::Shadowed => (
                "shadowed",
                "another hook stands there; `hygiene hook install` chains it",
            ),
        }
    }
}

fn standing(folder: &HookFolder, name: &str) -> Result<Standing, Failure> {
    Ok(match folder.read(name)? {
        None => Standing::Missing,
        Some(hook) if !hook.is_ours() => Standing::Shadowed,
        Some(hook) if !hook.executable => Standing::Disabled,
        Some(hook) if hook.text != shim(name) => Standing::OutOfDate,
        Some(_) => Standing::InPlace,
    })
}

fn status(context: &Context) -> Result<Output, Failure> {
    let desk = context.open()?;
    let folder = desk.store.hooks()?;
    let mut rows = Vec::new();
    let mut data = Vec::new();
    let mut whole = true;
    for name in HOOKS {
        let standing = standing(&folder, name)?;
        let (words, help) = standing.words();
        let fine = matches!(standing, Standing::InPlace);
        whole &= fine;
        let tone = if fine { Tone::Good } else { Tone::Bad };
        rows.push(vec![name.into(), Cell::toned(words, tone), help.into()]);
        data.push(json!({ "hook": name, "standing": words, "help": help }));
    }
    let from = if folder.set_by_config {
        " (core.hooksPath)"
    } else {
        ""
    };
    let table = Table {
        columns: vec![
            Column::new("hook", Room::Fixed),
            Column::new("standing", Room::Fixed),
            Column::new("help", Room::Folds),
        ],
        rows,
        when_empty: String::new(),
    };
    let mut output = Output::of(Report {
        name: "hook-status",
        data: json!({ "folder": folder.path.display().to_string(), "hooks": data }),
        parts: vec![Part::Table(table)],
    });
    output.said.push(format!(
        "hooks are read from {}{from}; `git commit --no-verify` skips them, and CI checks again",
        folder.path.display()
    ));
    output.exit = Some(if whole { Exit::Fine } else { Exit::Refused });
    Ok(output)
}

/// Runs the gate for one hook.
fn run(context: &Context, name: &str) -> Result<Output, Failure> {
    let desk = context.open()?;
    let findings = match name {
        "pre-push" => outgoing(context, &desk)?,
        "pre-commit" | "pre-merge-commit" => of_index(context, &desk)?,
        other => {
            return Err(Failure::new(
                Exit::Misuse,
                format!("there is no hook `{other}` of ours"),
                format!("ours are {}", HOOKS.join(", ")),
            ));
        }
    };
    let mut output = verdict(findings);
    if output.exit == Some(Exit::Refused) {
        output.said.push(
            "refused by the desk's gate; CI checks again what `--no-verify` lets pass".into(),
        );
    } else {
        // A commit that passes is not worth a word.
        output.findings.clear();
        output.findings_asked_for = false;
    }
    Ok(output)
}

/// A branch of another sort, as for pages, is none of the gate's business.
fn is_desk_at(desk: &Desk, commit: &str) -> bool {
    desk.store
        .at(commit)
        .is_ok_and(|snapshot| snapshot.find(policy::FILE).is_some())
}

/// Judges what a push sends out, as git tells it on standard input: one line a ref.
fn outgoing(context: &Context, desk: &Desk) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    for line in context.standard_input()?.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [_, local, _, remote] = words.as_slice() else {
            continue;
        };
        let is_nothing = |id: &str| id.bytes().all(|byte| byte == b'0');
        if is_nothing(local) || !is_desk_at(desk, local) {
            continue;
        }
        let from = match is_nothing(remote) || desk.store.at(remote).is_err() {
            true => desk.store.known_remotely(local)?,
            false => (*remote).to_owned(),
        };
        findings.extend(of_range(context, desk, &format!("{from}..{local}"))?);
    }
    Ok(findings)
}
