//! What `new`, `show` and `edit` of every kind have in common.

use clap::Args;

use crate::changes::record::{Setting, set};
use crate::changes::{Plan, Refusal};
use crate::cli::change::{Scenery, change};
use crate::cli::{Context, Exit, Failure, Output, Writing, editor, find};
use crate::records::{File, Kind, Records};
use crate::reports::record;
use crate::source::FileChange;

/// Show all a record says
#[derive(Debug, Args)]
pub struct Show {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID")]
    pub id: String,
}

/// Change what a record says
#[derive(Debug, Args)]
pub struct Edit {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID")]
    pub id: String,

    /// Set a key; an empty VALUE takes it away (can be repeated)
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub settings: Vec<Setting>,

    /// Open the record in your editor
    #[arg(long, conflicts_with = "settings")]
    pub edit: bool,

    #[command(flatten)]
    pub writing: Writing,
}

/// Reads `KEY=VALUE`.
pub fn setting(text: &str) -> Result<Setting, String> {
    let (key, text) = text
        .split_once('=')
        .ok_or_else(|| format!("`{text}` has no `=`; write KEY=VALUE"))?;
    Ok(Setting {
        key: key.trim().into(),
        text: text.into(),
    })
}

impl Show {
    /// Shows the sheet of a record.
    ///
    /// # Errors
    /// No record, or more than one, is meant.
    pub fn run(self, context: &Context, kind: &'static Kind) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = find::scene(&desk, kind, &self.id)?;
        let file = find::file(&scene.records, kind, &self.id)?;
        let mut output = Output::of(record::sheet(file));
        output.findings = scene.findings_on(context.now, file);
        output.said.extend(desk.recovered);
        Ok(output)
    }
}

/// What belongs to an edit besides it: the edited file with more in it, and what to say of that.
pub(super) type Amended = (FileChange, Option<String>);

/// Adds to an edited file what belongs to the edit.
pub(super) type Amend = fn(&File, FileChange, &Scenery<'_>) -> Result<Amended, Failure>;

impl Edit {
    /// Sets keys of a record, or opens it in the editor.
    ///
    /// # Errors
    /// The change was refused; what was typed in the editor is kept.
    pub fn run(self, context: &Context, kind: &'static Kind) -> Result<Output, Failure> {
        self.run_amended(context, kind, |_, edited, _| Ok((edited, None)))
    }

    /// Does the same, with what belongs to the edit in the same commit.
    ///
    /// # Errors
    /// As `run`.
    pub(super) fn run_amended(
        self,
        context: &Context,
        kind: &'static Kind,
        amend: Amend,
    ) -> Result<Output, Failure> {
        if self.edit {
            return in_editor(context, kind, &self.id, self.writing, amend);
        }
        if self.settings.is_empty() {
            return Err(Failure::new(
                Exit::Misuse,
                "nothing to change was named",
                format!(
                    "`sa {} edit {} --set KEY=VALUE`, or `--edit` to open it",
                    kind.name, self.id
                ),
            ));
        }
        let desk = context.open()?;
        let mut id = String::new();
        let mut said = None;
        let settings = self.settings;
        let changed = change(context, &desk, self.writing, |scenery| {
            let file = find::file(&scenery.scene.records, kind, &self.id)?;
            id = file.id.to_string();
            let (edited, news) = amend(file, set(file, &settings)?, scenery)?;
            said = news;
            let keys: Vec<&str> = settings
                .iter()
                .map(|setting| setting.key.as_str())
                .collect();
            Ok(Plan {
                files: vec![edited],
                subject: format!("{}: set {} of {id}", kind.folder, keys.join(", ")),
            })
        })
        .map_err(|failure| find::not_committed(&desk, kind, &self.id, failure))?;
        let mut output = changed.output;
        if changed.written {
            output
                .said
                .insert(0, format!("{} {id} is changed", kind.name));
            output.said.extend(said);
        }
        with_sheet(
            &find::scene(&desk, kind, &id)?.records,
            kind,
            &id,
            &mut output,
        );
        Ok(output)
    }
}

/// Adds the data of a record to an output, for `--format json`.
pub fn with_sheet(records: &Records, kind: &'static Kind, id: &str, output: &mut Output) {
    output.report = records.file(kind, id).map(|file| crate::reports::Report {
        parts: Vec::new(),
        ..record::sheet(file)
    });
}

/// Opens a record in the editor, again with the findings on top until it passes or is left as it was.
fn in_editor(
    context: &Context,
    kind: &'static Kind,
    id: &str,
    writing: Writing,
    amend: Amend,
) -> Result<Output, Failure> {
    let desk = context.open()?;
    let scene = find::scene(&desk, kind, id)?;
    let file = find::file(&scene.records, kind, id)?;
    let mut said = None;
    let original = file.source().text.clone();
    let name = format!("{}.yaml", file.id);
    let again = format!("cp DRAFT {} && git commit {0}", file.path());
    let form = editor::Form {
        name: &name,
        original: &original,
        findings: &scene.findings_on(context.now, file),
        again: &again,
    };
    let edited = editor::until_it_passes(context, &desk, &form, |text| {
        change(context, &desk, writing, |scenery: &Scenery<'_>| {
            let now = find::file(&scenery.scene.records, kind, &file.id)?;
            if now.source().text != original {
                return Err(changed_meanwhile(file).into());
            }
            let typed = FileChange {
                path: file.path().into(),
                text: Some(text.into()),
            };
            let (edited, news) = amend(now, typed, scenery)?;
            said = news;
            Ok(Plan {
                files: vec![edited],
                subject: format!("{}: edit {}", kind.folder, file.id),
            })
        })
    })?;
    let Some(changed) = edited else {
        return Ok(Output::saying(format!(
            "{} {} is as it was",
            kind.name, file.id
        )));
    };
    let mut output = changed.output;
    if changed.written {
        output
            .said
            .insert(0, format!("{} {} is changed", kind.name, file.id));
        output.said.extend(said);
    }
    Ok(output)
}

fn changed_meanwhile(file: &File) -> Refusal {
    let path = file.path();
    Refusal::new(
        format!("{path} was changed while you edited it, or has changes that are not committed"),
        format!("commit or drop them (`git diff {path}`), and join your draft with it"),
    )
}
