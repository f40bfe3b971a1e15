//! `hygiene hook status`.

use serde_json::json;

use super::{HOOKS, shim};
use crate::cli::{Context, Exit, Failure, Output};
use crate::reports::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::store::HookFolder;

/// How one hook stands.
#[derive(Clone, Copy)]
enum Standing {
    InPlace,
    OutOfDate,
    Missing,
    Disabled,
    Shadowed,
    Bypassed,
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
            Self::Bypassed => (
                "shadowed",
                "ours is in .git/hooks, and core.hooksPath makes git look elsewhere; `hygiene hook install` puts it there too",
            ),
            Self::Shadowed => (
                "shadowed",
                "another hook stands there; `hygiene hook install` chains it",
            ),
        }
    }
}

fn standing(folder: &HookFolder, own: &HookFolder, name: &str) -> Result<Standing, Failure> {
    Ok(match folder.read(name)? {
        None if folder.set_by_config && own.read(name)?.is_some_and(|hook| hook.is_ours()) => {
            Standing::Bypassed
        }
        None => Standing::Missing,
        Some(hook) if !hook.is_ours() => Standing::Shadowed,
        Some(hook) if !hook.executable => Standing::Disabled,
        Some(hook) if hook.text != shim(name) => Standing::OutOfDate,
        Some(_) => Standing::InPlace,
    })
}

pub(super) fn status(context: &Context) -> Result<Output, Failure> {
    let desk = context.open()?;
    let folder = desk.store.hooks()?;
    let mut rows = Vec::new();
    let mut data = Vec::new();
    let mut whole = true;
    for name in HOOKS {
        let standing = standing(&folder, &desk.store.own_hooks(), name)?;
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
