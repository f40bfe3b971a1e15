//! `sa init`: a new desk, or the schemas of one brought up to date.

use std::path::PathBuf;

use clap::Args;

use crate::changes::record::{Setting, create};
use crate::changes::{Gate, Plan};
use crate::checks::Committer;
use crate::cli::change::when;
use crate::cli::desk::policy_of;
use crate::cli::{Context, Exit, Failure, Output};
use crate::policy;
use crate::policy::profiles::PROFILES;
use crate::records::{Handle, KINDS, Records, person};
use crate::source::{FileChange, Snapshot};
use crate::store::{Identity, Part, Purpose, Store, Trouble};

/// Make a desk in a folder, or bring the schemas of one up to date
///
/// Makes a git repository where there is none, and commits desk.toml, the JSON Schemas of all records, and you
/// as the first person.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa init my-desk\n  sa init --profile fy27")]
pub(super) struct Init {
    /// The folder; the current one when left out
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,

    /// Policy to begin with: source (the source documents) or fy27 (the FY27 handbook)
    #[arg(long, value_name = "NAME", value_parser = clap::builder::PossibleValuesParser::new(PROFILES.iter().map(|profile| profile.name)))]
    profile: Option<String>,

    /// Show what would be written, and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,

    /// Put the files in the index instead of committing them
    #[arg(long, conflicts_with = "dry_run")]
    no_commit: bool,
}

impl Init {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let dir = match &self.dir {
            Some(dir) => context.here().join(dir),
            None => context.folder(),
        };
        let profile = self.profile.as_deref().unwrap_or(PROFILES[0].name);
        if self.dry_run {
            return self.show(&dir, profile);
        }
        let store = Store::init(&dir)?;
        let identity = store.identity(Part::Author)?;
        let purpose = if self.no_commit {
            Purpose::Stage
        } else {
            Purpose::Commit
        };
        let made = make(context, &store, purpose, profile, &identity)?;
        let mut output = Output::saying(match (made.files, made.is_new) {
            (0, _) => format!(
                "{} is a desk already, and its schemas are up to date",
                dir.display()
            ),
            (_, true) => format!(
                "{} is a desk now, with {} as its first person",
                dir.display(),
                made.handle
            ),
            (_, false) => format!("the schemas of {} are up to date now", dir.display()),
        });
        if made.is_new {
            let there = format!("cd {}", dir.display());
            output.next = vec![
                there,
                "hygiene hook install".into(),
                "sa person new".into(),
                "sa account new".into(),
                "sa request new".into(),
            ];
        }
        Ok(output)
    }

    fn show(&self, dir: &std::path::Path, profile: &str) -> Result<Output, Failure> {
        let already = Store::open(crate::store::Where::Folder(dir.to_path_buf()))
            .ok()
            .and_then(|store| store.work_tree().ok())
            .unwrap_or_else(Snapshot::empty);
        let mut paths: Vec<String> = first_files(profile, &already)
            .into_iter()
            .map(|file| file.path)
            .collect();
        if already.find(policy::FILE).is_none() {
            paths.push("people/YOU.yaml".into());
        }
        let mut output = Output::saying("nothing was written (--dry-run)");
        output.text = Some(match paths.is_empty() {
            true => format!("{} is a desk already\n", dir.display()),
            false => format!(
                "would write in {}:\n  {}\n",
                dir.display(),
                paths.join("\n  ")
            ),
        });
        Ok(output)
    }
}

/// What `make` made.
pub(super) struct Made {
    pub(super) files: usize,
    pub(super) is_new: bool,
    pub(super) handle: String,
}

/// Writes policy, schemas and the first person into a repository, those that are not there yet.
pub(super) fn make(
    context: &Context,
    store: &Store,
    purpose: Purpose,
    profile: &str,
    identity: &Identity,
) -> Result<Made, Failure> {
    let transaction = store.begin(purpose)?;
    let before = Records::of(transaction.before().clone());
    let is_new = before.snapshot().find(policy::FILE).is_none();
    let mut files = first_files(profile, before.snapshot());
    let policy = policy_of(&before.snapshot().with(&files))?;
    let handle = match person::with_email(&before, &identity.email) {
        Some(person) => person.id().to_owned(),
        None if is_new => {
            let (handle, file) = first_person(context, identity)?;
            files.push(file);
            handle
        }
        None => String::new(),
    };
    let made = Made {
        files: files.len(),
        is_new,
        handle,
    };
    if files.is_empty() {
        return Ok(made);
    }
    let committer = Committer {
        emails: vec![identity.email.clone()],
    };
    let gate = Gate {
        before: Some(&before),
        policy: &policy,
        now: context.now,
        committer: &committer,
        taken_back: None,
    };
    let subject = match is_new {
        true => "desk: begin".into(),
        false => "schemas: bring up to date".into(),
    };
    let plan = Plan { files, subject };
    let passed = gate
        .attempt(plan, &context.typed)
        .map_err(crate::cli::change::refused)?;
    transaction
        .write(&passed.checked, when(context), &mut |_| {})
        .map_err(Trouble::from)?;
    Ok(made)
}

/// Returns the files a desk needs besides records, as far as they are missing or out of date.
pub(super) fn first_files(profile: &str, before: &Snapshot) -> Vec<FileChange> {
    let profile = PROFILES
        .iter()
        .find(|own| own.name == profile)
        .unwrap_or(&PROFILES[0]);
    let policy = before.find(policy::FILE).is_none().then(|| FileChange {
        path: policy::FILE.into(),
        text: Some(profile.text.into()),
    });
    let schemas = KINDS.iter().map(|kind| FileChange {
        path: kind.schema_path(),
        text: Some(schema_text(kind)),
    });
    policy
        .into_iter()
        .chain(schemas)
        .filter(|file| before.text(&file.path) != file.text)
        .collect()
}

/// Returns the JSON Schema of a kind as its file in a desk.
pub(super) fn schema_text(kind: &crate::records::Kind) -> String {
    let mut text = serde_json::to_string_pretty(&(kind.schema)()).expect("a schema is plain JSON");
    text.push('\n');
    text
}

/// Returns the record of whoever makes the desk: an SA, and the manager until others are there.
fn first_person(context: &Context, identity: &Identity) -> Result<(String, FileChange), Failure> {
    let local = identity.email.split('@').next().unwrap_or_default();
    let first = identity.name.split_whitespace().next().unwrap_or_default();
    let handle = [first, &identity.name, local]
        .into_iter()
        .find_map(Handle::from_name)
        .ok_or_else(|| {
            Failure::new(
                Exit::Misuse,
                "no short name can be made from your name in git",
                "`git config user.name \"Your Name\"`",
            )
        })?;
    let setting = |key: &str, text: &str| Setting {
        key: key.into(),
        text: text.into(),
    };
    let settings = [
        setting("name", &identity.name),
        setting("emails", &identity.email),
        setting("roles", "sa,manager"),
    ];
    let file = create(
        &person::KIND,
        handle.as_str(),
        context.now.date(),
        &settings,
        Vec::new(),
    )?;
    Ok((handle.to_string(), file))
}
