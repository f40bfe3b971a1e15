//! `hygiene check`: the same checks on the desk as it is, on what is staged, on a commit, on a range of commits.

use std::collections::BTreeSet;

use clap::Args;

use crate::calendar::Instant;
use crate::checks::review::{is_under, plain};
use crate::checks::{Committer, Review, Scope, Sees, judge};
use crate::cli::desk::{Desk, Scene, scene};
use crate::cli::{Context, Exit, Failure, FindingsAre, Output};
use crate::finding::Finding;
use crate::policy::Policy;
use crate::records::{Records, review};
use crate::source::Snapshot;
use crate::store::CommitFacts;

/// Check the desk
///
/// Without a flag, the files as they are. Exits with 1 when a finding refuses the change.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  hygiene check requests/2026-11
  hygiene check --staged
  hygiene check --range origin/main..HEAD --format json")]
pub struct Check {
    /// What the next commit would hold
    #[arg(long, conflicts_with_all = ["range", "at"])]
    staged: bool,

    /// What these commits bring: each is checked for who said what, and the last for the rest
    #[arg(long, value_name = "A..B", conflicts_with = "at")]
    range: Option<String>,

    /// The desk as it was at a commit
    #[arg(long, value_name = "REV")]
    at: Option<String>,

    /// Only records under these files or folders
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
}

impl Check {
    /// Checks what was asked for.
    ///
    /// # Errors
    /// There is no desk, or its policy is invalid.
    pub fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let mut findings = match (&self.range, &self.at) {
            (Some(range), _) => of_range(context, &desk, range)?,
            (None, Some(revision)) => of_commit(context, &desk, revision)?,
            (None, None) if self.staged => of_index(context, &desk)?,
            (None, None) => return self.of_files(context, &desk),
        };
        if !self.paths.is_empty() {
            let roots = self.paths_in(context, &desk);
            findings.retain(|finding| {
                roots
                    .iter()
                    .any(|root| is_under(&finding.at.source.path, root))
            });
        }
        let mut output = verdict(findings);
        output.said.extend(desk.recovered);
        Ok(output)
    }

    fn of_files(&self, context: &Context, desk: &Desk) -> Result<Output, Failure> {
        let now = desk.now()?;
        let before = desk.store.head()?;
        let befores: Vec<Records> = before
            .map(|head| Records::beside(head, &now.records))
            .into_iter()
            .collect();
        let mut scope = Scope::Whole;
        if !self.paths.is_empty() {
            let roots = self.paths_in(context, desk);
            for (root, typed) in roots.iter().zip(&self.paths) {
                let is_there = |path: &str| now.records.snapshot().has(path);
                if !is_under("", root) && !is_there(plain(root)) {
                    return Err(Failure::new(
                        Exit::NotFound,
                        format!("there is nothing at {typed} in this desk"),
                        "name a file or a folder of the desk, as requests/2026-11",
                    ));
                }
            }
            scope = Scope::Under(roots);
        }
        // Where nothing of the reviews is judged, their history need not be walked.
        let reviews = review::KIND.folder;
        let origins = match &scope {
            Scope::Under(roots) if !roots.iter().any(|root| meet(root, reviews)) => Vec::new(),
            _ => desk.origins("HEAD")?,
        };
        let mut review = Review::new(&befores, &now.records, &now.policy, context.now, scope);
        review.origins = &origins;
        let mut output = verdict(judge(&review, None));
        output.said.extend(desk.recovered.clone());
        Ok(output)
    }

    /// Returns the paths as the desk has them, from its top; those that are none on disk as they were typed.
    fn paths_in(&self, context: &Context, desk: &Desk) -> Vec<String> {
        let top = desk.store.root().unwrap_or(context.here());
        let from_top = |typed: &String| {
            let full = std::path::absolute(context.here().join(typed)).ok()?;
            let inside = full.strip_prefix(top).ok()?;
            full.exists()
                .then(|| inside.to_string_lossy().replace('\\', "/"))
        };
        self.paths
            .iter()
            .map(|typed| from_top(typed).unwrap_or_else(|| typed.clone()))
            .collect()
    }
}

/// Returns whether one of two paths lies below the other.
fn meet(one: &str, other: &str) -> bool {
    is_under(one, other) || is_under(other, one)
}

/// Returns findings as the answer, with the exit code they mean.
pub(super) fn verdict(findings: Vec<Finding>) -> Output {
    let exit = if findings.iter().any(Finding::blocks) {
        Exit::Refused
    } else {
        Exit::Fine
    };
    Output {
        findings,
        findings_are: FindingsAre::AskedFor,
        exit: Some(exit),
        ..Output::default()
    }
}

/// Judges what the next commit would hold against what it would follow.
pub(super) fn of_index(context: &Context, desk: &Desk) -> Result<Vec<Finding>, Failure> {
    let after = scene(desk.store.staged()?)?;
    let beside = |snapshot| Records::beside(snapshot, &after.records);
    let mut befores: Vec<Records> = desk.store.head()?.into_iter().map(beside).collect();
    for parent in desk.store.merge_parents(&context.merging)? {
        befores.push(beside(desk.store.at(&parent)?));
    }
    let committer = desk.committer()?;
    let mut review = Review::new(
        &befores,
        &after.records,
        &after.policy,
        context.now,
        Scope::Change,
    );
    review.committer = Some(&committer);
    Ok(judge(&review, None))
}

fn of_commit(context: &Context, desk: &Desk, revision: &str) -> Result<Vec<Finding>, Failure> {
    let then = scene(desk.store.at(revision)?)?;
    let origins = desk.origins(revision)?;
    let (records, policy) = (&then.records, &then.policy);
    let mut review = Review::new(&[], records, policy, context.now, Scope::Whole);
    review.origins = &origins;
    Ok(judge(&review, None))
}

/// Judges the end of a range against its beginning, and each commit for what only it can show.
pub(super) fn of_range(
    context: &Context,
    desk: &Desk,
    range: &str,
) -> Result<Vec<Finding>, Failure> {
    let commits = desk.store.commits(range)?;
    let Some(last) = commits.last() else {
        return Ok(Vec::new());
    };
    let end = scene(desk.store.at(&last.id)?)?;
    let mut findings = Vec::new();
    for commit in &commits {
        findings.extend(of_one(context, desk, commit, &end)?);
    }
    let befores = edges(desk, &commits, &end.records)?;
    let review = Review::new(
        &befores,
        &end.records,
        &end.policy,
        context.now,
        Scope::Change,
    );
    findings.extend(judge(&review, Some(Sees::Result)));
    Ok(findings)
}

/// Returns the desks that a range of commits begins from.
fn edges(desk: &Desk, commits: &[CommitFacts], end: &Records) -> Result<Vec<Records>, Failure> {
    let inside = |id: &str| commits.iter().any(|commit| commit.id == id);
    let edges: BTreeSet<&str> = commits
        .iter()
        .flat_map(|commit| &commit.parents)
        .map(String::as_str)
        .filter(|parent| !inside(parent))
        .collect();
    let mut befores = Vec::new();
    for edge in edges {
        befores.push(Records::beside(desk.store.at(edge)?, end));
    }
    Ok(befores)
}

/// Judges what a branch loses when `to` takes the place of `from` without coming from it, as in a forced push.
pub(super) fn of_replacement(
    context: &Context,
    desk: &Desk,
    from: &str,
    to: &str,
) -> Result<Vec<Finding>, Failure> {
    if desk.store.is_within(to, from)? {
        return Ok(Vec::new());
    }
    let commits = desk.store.commits(&format!("{from}..{to}"))?;
    let end = scene(desk.store.at(to)?)?;
    // Beside what the new commits begin from, so that what others said meanwhile may stand between.
    let mut befores = edges(desk, &commits, &end.records)?;
    befores.push(Records::beside(desk.store.at(from)?, &end.records));
    let review = Review::new(
        &befores,
        &end.records,
        &end.policy,
        context.now,
        Scope::Change,
    );
    Ok(judge(&review, Some(Sees::EachCommit)))
}

/// Judges one commit for who said what and whether anything said before is gone.
///
/// The policy is that of the range's end: a policy weakened on the way and mended again weakens nothing.
fn of_one(
    context: &Context,
    desk: &Desk,
    commit: &CommitFacts,
    end: &Scene,
) -> Result<Vec<Finding>, Failure> {
    let after = Records::beside(desk.store.at(&commit.id)?, &end.records);
    let mut findings = of_step(
        desk,
        commit,
        &parents(desk, commit, &after)?,
        &after,
        &end.policy,
        context.now,
        Some(Sees::EachCommit),
    )?;
    for finding in &mut findings {
        finding.message = format!(
            "{} (commit {} '{}')",
            finding.message,
            &commit.id[..8],
            commit.subject
        );
    }
    Ok(findings)
}

/// Returns the desks that a commit follows.
///
/// # Errors
/// A parent cannot be read.
pub(super) fn parents(
    desk: &Desk,
    commit: &CommitFacts,
    after: &Records,
) -> Result<Vec<Records>, Failure> {
    let mut parents = Vec::new();
    for parent in &commit.parents {
        parents.push(Records::beside(desk.store.at(parent)?, after));
    }
    Ok(parents)
}

/// Judges one commit against the desks it follows, in the name of those who made it.
///
/// # Errors
/// What it takes back cannot be read.
pub(super) fn of_step(
    desk: &Desk,
    commit: &CommitFacts,
    befores: &[Records],
    after: &Records,
    policy: &Policy,
    now: Instant,
    sees: Option<Sees>,
) -> Result<Vec<Finding>, Failure> {
    let taken_back = match &commit.reverts {
        Some(undone) => before_of(desk, undone)?,
        None => None,
    };
    let mut emails = vec![commit.author_email.clone(), commit.committer_email.clone()];
    emails.dedup();
    let committer = Committer { emails };
    let mut review = Review::new(befores, after, policy, now, Scope::Change);
    review.committer = Some(&committer);
    review.taken_back = taken_back.as_ref();
    Ok(judge(&review, sees))
}

/// Returns the desk before a commit; `None` when this clone does not have it.
fn before_of(desk: &Desk, commit: &str) -> Result<Option<Records>, Failure> {
    if desk.store.at(commit).is_err() {
        return Ok(None);
    }
    let before: Snapshot = desk
        .store
        .at(&format!("{commit}^"))
        .unwrap_or_else(|_| Snapshot::empty());
    Ok(Some(Records::of(before)))
}
