//! What is to be reviewed: a SOW of the desk, by its id or its file, or a file elsewhere in the desk that could be one.

use std::path::Path;

use crate::cli::desk::{Desk, Scene};
use crate::cli::{Context, Exit, Failure, Output, find};
use crate::finding::Finding;
use crate::records::sow::KIND;
use crate::records::{File, Records, Sow};
use crate::reports::ta_review::{SoFar, ta_review};
use crate::source::{FileChange, Source};

/// The id that a file has while it is looked at which has none.
const NO_ID: &str = "SOW-00000000";

/// What is to be reviewed.
pub(super) enum Target<'a> {
    Record(&'a File),
    Elsewhere(Elsewhere),
}

/// A file of the desk that stands where no record stands.
pub(super) struct Elsewhere {
    path: String,
    text: String,
}

/// Finds what a text means: an id, or a path from the current folder.
///
/// # Errors
/// There is no such SOW or file; the file is outside the desk.
pub(super) fn find<'a>(
    context: &Context,
    desk: &Desk,
    scene: &'a Scene,
    text: &str,
) -> Result<Target<'a>, Failure> {
    let is_path = text.contains(['/', '\\']) || text.ends_with(".yaml") || text.ends_with(".yml");
    if !is_path {
        return Ok(Target::Record(find::file(&scene.records, &KIND, text)?));
    }
    let path = path_in_desk(context, desk, text)?;
    if let Some(file) = scene.records.at(&path)
        && *file.kind == KIND
    {
        return Ok(Target::Record(file));
    }
    match scene.records.snapshot().text(&path) {
        Some(text) => Ok(Target::Elsewhere(Elsewhere { path, text })),
        None => Err(Failure::new(
            Exit::NotFound,
            format!("there is no file {path} in this desk"),
            "`sa sow list` shows the SOWs that are there",
        )),
    }
}

fn path_in_desk(context: &Context, desk: &Desk, typed: &str) -> Result<String, Failure> {
    let top = desk.store.root().unwrap_or(context.here());
    let from = [context.here(), top].map(|folder| folder.join(typed));
    let full = from.iter().find(|path| path.exists()).unwrap_or(&from[0]);
    let real = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let full = full.canonicalize().unwrap_or_else(|_| real(full));
    let top = top.canonicalize().unwrap_or_else(|_| real(top));
    match full.strip_prefix(&top) {
        Ok(inside) => Ok(inside.to_string_lossy().replace('\\', "/")),
        Err(_) => Err(Failure::new(
            Exit::Refused,
            format!("{typed} is outside the desk at {}", top.display()),
            "a SOW is reviewed where it is kept: take it in with `sa sow new --from FILE`",
        )),
    }
}

impl Elsewhere {
    /// Shows the file as the SOW it could be, with what would be found in it.
    pub(super) fn shown(&self, context: &Context, scene: &Scene) -> Output {
        let path = format!("{}/{NO_ID}.yaml", KIND.folder);
        let taken_in = FileChange {
            path: path.clone(),
            text: Some(self.text.clone()),
        };
        let records = Records::of(scene.records.snapshot().with(&[taken_in]));
        let with = Scene::of(records, scene.policy.clone());
        let file = with.records.at(&path).expect("it was just put there");
        let mut output = match file.as_one::<Sow>() {
            Some(sow) => {
                let so_far = SoFar { checklist: &[] };
                let (records, policy) = (&with.records, &with.policy);
                Output::of(ta_review(sow, records, policy, context.now, &so_far))
            }
            None => Output::default(),
        };
        output.findings = self.where_they_are(with.findings_on(context.now, file));
        output.said.push(format!(
            "{} is no record yet; `sa sow new --from {}` takes it in",
            self.path, self.path
        ));
        output
    }

    /// Returns findings as they stand in the file, and not where it would be as a record.
    fn where_they_are(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        let own = Source::shared(self.path.as_str(), self.text.as_str());
        for finding in &mut findings {
            if finding.at.source.path.ends_with(&format!("{NO_ID}.yaml")) {
                finding.at.source = own.clone();
            }
            finding.record = None;
        }
        findings
    }

    /// Returns why no verdict can be given on it.
    pub(super) fn not_a_record(&self) -> Failure {
        Failure::new(
            Exit::Refused,
            format!("{} is no record yet, and a verdict is of one", self.path),
            format!("take it in first: `sa sow new --from {}`", self.path),
        )
    }
}
