//! `hygiene report`: the week of a desk, from the commit of then, beside the same a week earlier.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use clap::Args;

use super::check::{of_step, parents};
use crate::calendar::{Date, Instant, Quarter, Week, Zone};
use crate::checks::judged::{Commits, Kept};
use crate::checks::{self, Origin};
use crate::cli::desk::{Desk, Scene, policy_of, scene};
use crate::cli::{Context, Exit, Failure, FindingsAre, Output, find};
use crate::finding::Finding;
use crate::policy;
use crate::records::Records;
use crate::reports::hygiene::{Bypass, Standing, Wanted, Weekly, hygiene, slas};
use crate::source::Snapshot;
use crate::store::CommitFacts;

/// Report the hygiene of a week: scores, and every finding with the command that mends it
///
/// A score is the share of records that pass, of those a check asks something of; what is waived counts neither way.
/// What is committed is what is reported. The same commit, policy and day give the same report.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  hygiene report --manager maria
  hygiene report --sa sam --format markdown
  hygiene report --sla --format csv
  hygiene report --as-of 2026-11-20 --quarter FY27-Q4 --format csv")]
pub(super) struct Report {
    /// The week that ended with this Sunday, as 2026-W47; of the present week, up to now
    #[arg(long, value_name = "WEEK", conflicts_with = "as_of")]
    week: Option<String>,

    /// The desk as it was at the end of this day in UTC, as 2026-11-20
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// Only what this SA answers for, with a sheet for a 1:1
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    sa: Option<String>,

    /// Only what this manager and those who report to them answer for
    #[arg(long, value_name = "HANDLE", conflicts_with = "sa", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    manager: Option<String>,

    /// Only this region
    #[arg(long)]
    region: Option<String>,

    /// Only opportunities that close in this fiscal quarter, as FY27-Q4
    #[arg(long, value_name = "QUARTER")]
    quarter: Option<String>,

    /// Only how the SLAs were kept; as CSV a row for each target, region, person and template
    #[arg(long, conflicts_with = "check")]
    sla: bool,

    /// Only this check
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(checks::CHECKS.iter().map(|check| check.name)))]
    check: Option<String>,
}

/// The desk of a commit.
struct Then {
    commit: CommitFacts,
    scene: Scene,
    origins: Vec<Origin>,
    /// What earlier runs judged it to be, once it is asked for.
    kept: OnceLock<Kept>,
}

impl Report {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let as_of = self.as_of(context.now)?;
        let desk = context.open()?;
        let is_present = as_of == context.now;
        let on_disk = is_present
            .then(|| desk.store.begin_work_tree().ok())
            .flatten();
        let Some(then) = then_at(&desk, as_of, None)? else {
            return Err(Failure::new(
                Exit::NotFound,
                format!("the desk has no commit of {} or before", as_of.spoken()),
                "choose a later day; `git log --first-parent` shows the first commit",
            ));
        };
        let wanted = self.wanted(&then.scene)?;
        let week_ago = as_of.plus_days(-7);
        let earlier = earlier(&desk, week_ago, &then)?;
        let week = std::thread::scope(|scope| {
            // Judging one whole desk keeps all cores busy, so that the other waits for its turn.
            let standings = scope.spawn(|| {
                let now = then.standing(as_of, &wanted).within(&wanted);
                let earlier = earlier.as_ref();
                let earlier =
                    earlier.map(|then| then.standing(week_ago, &wanted).to_count(&wanted));
                (now, earlier)
            });
            let bypasses = bypasses(&desk, &then, week_ago);
            let (now, earlier) = joined(standings);
            Ok::<_, Failure>(Weekly {
                now,
                earlier,
                commit: Some(then.commit.id.clone()),
                bypasses: bypasses?,
                wanted: &wanted,
            })
        })?;
        let report = match self.sla {
            true => slas(&week),
            false => hygiene(&week),
        };
        let mut output = Output::of(report);
        if !self.sla {
            output.findings = week.now.findings;
            output.findings_are = FindingsAre::InReport;
        }
        output.as_of = Some(as_of);
        let on_disk = on_disk.and_then(|looking| desk.store.end_work_tree(looking).ok());
        output
            .said
            .extend(on_disk.and_then(|files| left_out(&files, &then)));
        output.said.extend(desk.recovered);
        Ok(output)
    }

    /// Returns the moment the desk is looked at: now, or the end of a day that has passed.
    fn as_of(&self, now: Instant) -> Result<Instant, Failure> {
        let misuse = |why: String| Failure::new(Exit::Misuse, why, "see `hygiene report --help`");
        let utc: Zone = "UTC".parse().expect("UTC is a zone");
        let day: Date = match (&self.as_of, &self.week) {
            (None, None) => return Ok(now),
            (Some(day), _) => day.parse().map_err(misuse)?,
            (None, Some(week)) => {
                let week: Week = week.parse().map_err(misuse)?;
                if (week.first_day()..=week.last_day()).contains(&now.date()) {
                    return Ok(now);
                }
                week.last_day()
            }
        };
        if now.date() < day {
            return Err(misuse(format!("{day} is yet to come")));
        }
        Ok(Instant::at_end_of(day, &utc).min(now))
    }

    fn wanted(&self, scene: &Scene) -> Result<Wanted, Failure> {
        let person = |text: &Option<String>| {
            let text = text.as_deref();
            text.map(|text| find::handle(&scene.records, text))
                .transpose()
        };
        let quarter = self
            .quarter
            .as_deref()
            .map(str::parse::<Quarter>)
            .transpose();
        Ok(Wanted {
            sa: person(&self.sa)?,
            manager: person(&self.manager)?,
            region: self
                .region
                .as_deref()
                .map(|region| scene.region(region))
                .transpose()?,
            quarter: quarter
                .map_err(|why| Failure::new(Exit::Misuse, why, "write `--quarter FY27-Q4`"))?,
            check: self.check.clone(),
        })
    }
}

impl Then {
    fn standing(&self, now: Instant, wanted: &Wanted) -> Standing<'_> {
        let (records, policy) = (&self.scene.records, &self.scene.policy);
        let kept = self.kept.get_or_init(|| Kept::like(records, policy, now));
        Standing::of(records, policy, now, &self.origins, kept, wanted.extent())
    }
}

/// Returns the desk of a week earlier; without the policy of then there are no numbers of then.
fn earlier(desk: &Desk, week_ago: Instant, then: &Then) -> Result<Option<Then>, Failure> {
    match then_at(desk, week_ago, Some(&then.scene.records)) {
        Err(failure) if failure.exit == Exit::Policy => Ok(None),
        earlier => earlier,
    }
}

/// Returns what to say of files that differ from the commit, which the report is of; a desk without files has none.
fn left_out(files: &Snapshot, then: &Then) -> Option<String> {
    let changed = files.changed_since(then.scene.records.snapshot());
    let differ = match changed.len() {
        0 => return None,
        1 => "1 file differs".to_owned(),
        count => format!("{count} files differ"),
    };
    Some(format!(
        "{differ} from the last commit, and the report is of that: `git status` names what is left out"
    ))
}

/// Returns what a thread came to; where it panicked, so does this one.
fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    let came_to = thread.join();
    came_to.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Returns the desk of the newest commit of the current branch that was there at a time.
fn then_at(desk: &Desk, at: Instant, beside: Option<&Records>) -> Result<Option<Then>, Failure> {
    let Some(commit) = desk.store.commit_by(at.unix())? else {
        return Ok(None);
    };
    let snapshot = desk.store.at(&commit.id)?;
    let scene = match beside {
        None => scene(snapshot)?,
        Some(other) => {
            let policy = policy_of(&snapshot)?;
            Scene::of(Records::beside(snapshot, other), policy)
        }
    };
    let origins = desk.origins(&commit.id)?;
    Ok(Some(Then {
        commit,
        scene,
        origins,
        kept: OnceLock::new(),
    }))
}

/// Returns the commits since a time that the gate would have refused, oldest first.
///
/// Each is judged by the policy it brings, where that is valid, and at the time it was made. The first of all is not
/// judged: what a desk begins with was said elsewhere.
fn bypasses(desk: &Desk, then: &Then, since: Instant) -> Result<Vec<Bypass>, Failure> {
    let from = desk.store.commit_by(since.unix())?;
    let from = from.map_or("0".repeat(40), |commit| commit.id);
    let commits = desk.store.commits(&format!("{from}..{}", then.commit.id))?;
    let mut known = Commits::kept(then.scene.records.snapshot().blobs());
    let mut bypasses = Vec::new();
    // One commit follows another more often than not, so that its desk need not be listed twice.
    let mut last: Option<(&str, Records)> = None;
    let is_judged =
        |commit: &&CommitFacts| since.unix() < commit.time && !commit.parents.is_empty();
    for commit in commits.iter().filter(is_judged) {
        let checks = match known.refusing(&commit.id) {
            Some(checks) => checks.into_iter().collect(),
            None => {
                let before = last.take().filter(|(id, _)| commit.parents == [*id]);
                let (after, judged) = judge(desk, then, commit, before.map(|(_, desk)| desk))?;
                last = Some((&commit.id, after));
                if judged.is_final {
                    known.add(&commit.id, judged.checks.iter().copied());
                }
                judged.checks
            }
        };
        if !checks.is_empty() {
            bypasses.push(Bypass {
                commit: commit.id.clone(),
                author: commit.author_email.clone(),
                subject: commit.subject.clone(),
                at: made(commit),
                checks,
            });
        }
    }
    known.keep();
    Ok(bypasses)
}

/// A commit as it was judged.
struct JudgedCommit {
    /// The checks that would have refused it.
    checks: BTreeSet<&'static str>,
    /// Whether it is never judged otherwise, whatever becomes of the desk.
    is_final: bool,
}

/// Judges a commit, and returns the desk it made as well; `before` is the desk it follows, where that is at hand.
fn judge(
    desk: &Desk,
    then: &Then,
    commit: &CommitFacts,
    before: Option<Records>,
) -> Result<(Records, JudgedCommit), Failure> {
    let snapshot = desk.store.at(&commit.id)?;
    let brought = policy_of(&snapshot);
    let is_valid = brought.is_ok();
    let policy = brought.unwrap_or_else(|_| then.scene.policy.clone());
    let after = Records::beside(snapshot, &then.scene.records);
    let befores = match before {
        Some(before) => vec![before],
        None => parents(desk, commit, &after)?,
    };
    let findings = of_step(desk, commit, &befores, &after, &policy, made(commit), None)?;
    let refusing = findings.iter().filter(|finding| finding.blocks());
    let mut checks: BTreeSet<&str> = refusing.map(|finding| finding.check).collect();
    if !is_valid {
        checks.insert(policy::CHECK);
    }
    // What is taken back, or cannot be read, may not be there today, and tomorrow it may.
    let is_unread = |finding: &Finding| finding.check == "unreadable-record";
    let is_final = is_valid && commit.reverts.is_none() && !findings.iter().any(is_unread);
    Ok((after, JudgedCommit { checks, is_final }))
}

fn made(commit: &CommitFacts) -> Instant {
    Instant::from_unix(commit.time).expect("git's times are in the calendar")
}
