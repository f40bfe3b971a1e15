//! `sa demo`: a desk to try things on, with a quarter of a team: people, opportunities, POVs, activities, requests, SOWs.
//! Who and what is in it is written in `cast`, `sales`, `stories` with `forms/`, and `services` with `sows/`.

mod cast;
mod chance;
mod clock;
mod deeds;
mod duty;
mod files;
mod lateness;
mod making;
mod sales;
mod services;
mod settling;
mod stories;

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use self::cast::{Cast, ME, NOBODY_KNOWN};
use self::chance::Chance;
use self::making::Making;
use crate::checks::{Review, Scope, judge};
use crate::cli::desk::{Scene, scene};
use crate::cli::{Context, Failure, Format, Output};
use crate::finding::{Finding, Level, Verdict};
use crate::policy::Policy;
use crate::records::Records;
use crate::reports::{Cell, Column, Part, Report, Room, Table, Tone, board};
use crate::store::{Identity, Part as Role, Store, Where};
use crate::views::terminal::{Screen, Shape};
use crate::views::{Colour, summary, terminal};

/// What a newcomer can try things on: a request to claim, one to start, an opportunity to log for.
const TO_CLAIM: &str = "brightwater-board";
const TO_START: &str = "brightwater-offline";
const MINE: &str = "brightwater";

/// The engagement whose SOW waits for a review.
const TO_REVIEW: &str = "prairie-migration";

/// Make a desk to try things on
///
/// A team of eighteen with a quarter behind it, each step committed by whoever did it: opportunities, POVs, activities,
/// requests and SOWs, most in order and some not. You are one of its Solutions Architects, by your identity in git. The
/// same seed at the same time makes the same commits.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sa demo\n  sa demo try-out --seed 7")]
pub(super) struct Demo {
    /// The folder, which must not be there yet or be empty
    #[arg(value_name = "DIR", default_value = "demo-desk")]
    dir: PathBuf,

    /// Decides the ids and the minutes
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

impl Demo {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let dir = context.here().join(&self.dir);
        let store = Store::init_apart(&dir)?;
        let me = at_the_keyboard(&store)?;
        let mut chance = Chance::new(self.seed);
        let mut of_services = chance.apart();
        let mut of_later = chance.aside();
        let cast = Cast::new(me, [&mut chance, &mut of_services, &mut of_later]);
        let commits =
            Making::new(store, &cast, [chance, of_services, of_later]).run(context.now)?;
        let made = Made {
            said: format!(
                "{} is a desk of {} people with {commits} commits; you are `{}`, an SA in EMEA",
                self.dir.display(),
                cast::PEOPLE.len(),
                cast.handle(ME),
            ),
            next: self.next(context, &cast),
            scene: scene(Store::open(Where::Folder(dir))?.work_tree()?)?,
        };
        Ok(made.output(context))
    }

    /// Returns commands to try, each with what it shows.
    fn next(&self, context: &Context, cast: &Cast) -> Vec<[String; 2]> {
        let me = cast.handle(ME);
        let (to_claim, to_start) = (cast.asked(TO_CLAIM), cast.asked(TO_START));
        let mine = &cast.opened(MINE).id;
        let (to_review, _) = cast.sow(TO_REVIEW);
        let install = context.by_cargo.then(|| {
            let shows = "puts sa, ta and hygiene on your PATH";
            ("cargo install --path .".to_owned(), shows)
        });
        let others = [
            (format!("cd {}", self.dir.display()), ""),
            ("sa mine".into(), "what you owe, and what you could claim"),
            ("sa week".into(), "your week, and what is still to do in it"),
            ("sa sla list".into(), "what is late, and what is due next"),
            (
                format!("sa opp show {mine}"),
                "all there is on one of your deals",
            ),
            (
                format!("sa log {mine} \"Showed the new policy\" --type Demo"),
                "a call, in one line",
            ),
            (format!("sa request claim {to_claim}"), "take a request on"),
            (
                format!("sa request start {to_start}"),
                "begin with one of yours",
            ),
            ("sa undo".into(), "take that back"),
            (
                "ta request list --open".into(),
                "what a Technical Architect sees",
            ),
            (
                "ta queue".into(),
                "the reviews and answers that are owed, the most urgent first",
            ),
            (
                format!("ta review {to_review}"),
                "a SOW as its reviewer sees it",
            ),
            (
                format!("hygiene report --sa {me}"),
                "what is not in order, and what mends it",
            ),
            ("git log --format='%as %an: %s'".into(), "who did what"),
        ];
        let all = install.into_iter().chain(others);
        all.map(|(command, shows)| [command, shows.to_owned()])
            .collect()
    }
}

/// Returns who is at the keyboard; where git knows nobody, somebody is made up for this repository.
fn at_the_keyboard(store: &Store) -> Result<Identity, Failure> {
    if let Ok(known) = store.identity(Role::Author) {
        return Ok(known);
    }
    let (name, email) = NOBODY_KNOWN;
    let identity = Identity {
        name: name.into(),
        email: email.into(),
    };
    store.set_identity(&identity)?;
    Ok(identity)
}

/// What there is to show of a desk that was made.
struct Made {
    said: String,
    /// Commands to try, each with what it shows.
    next: Vec<[String; 2]>,
    scene: Scene,
}

impl Made {
    /// Returns the board, what the checks find, and what to try: all of it as text for people, pipe or not.
    fn output(self, context: &Context) -> Output {
        let Scene { records, policy } = &self.scene;
        let board = board::board(records, policy, context.now, None);
        let findings = findings(records, policy, context);
        let mut parts = board.parts;
        parts.push(Part::Heading(format!("Checks: {}", summary(&findings))));
        parts.push(Part::Table(counted(&findings)));
        parts.push(Part::Text(format!("{}\n", self.said)));
        parts.push(Part::Heading("Next".into()));
        parts.push(Part::Table(commands(&self.next)));
        let commands: Vec<&String> = self.next.iter().map(|[command, _]| command).collect();
        let data = json!({ "said": self.said, "board": board.data, "next": commands });
        let mut report = Report {
            name: "demo",
            data,
            parts,
        };
        let mut output = Output {
            findings,
            ..Output::default()
        };
        match context.global.format {
            Format::Table => {
                let screen = Screen {
                    width: context.terminal.width,
                    colour: match context.terminal.colour {
                        true => Colour::Always,
                        false => Colour::Never,
                    },
                    shape: Shape::Screen,
                };
                output.text = Some(terminal::report(&report, &screen));
                output.findings.clear();
                report.parts.clear();
            }
            Format::Csv | Format::Markdown | Format::Html => output.findings.clear(),
            Format::Json => {}
        }
        output.report = Some(report);
        output
    }
}

fn findings(records: &Records, policy: &Policy, context: &Context) -> Vec<Finding> {
    let review = Review::new(&[], records, policy, context.now, Scope::Whole);
    judge(&review, None)
}

/// Returns how often each check found something.
fn counted(findings: &[Finding]) -> Table {
    let mut names: Vec<&str> = findings.iter().map(|finding| finding.check).collect();
    names.sort_unstable();
    names.dedup();
    let row = |name: &&str| {
        let of = |wanted: fn(&Finding) -> bool| {
            let count = findings
                .iter()
                .filter(|finding| finding.check == *name && wanted(finding))
                .count();
            if count == 0 {
                String::new()
            } else {
                count.to_string()
            }
        };
        let waived = |finding: &Finding| matches!(finding.verdict, Verdict::Waived(_));
        let error = |finding: &Finding| finding.level == Level::Error && finding.blocks();
        let warning = |finding: &Finding| {
            finding.level == Level::Warning && finding.verdict == Verdict::Shown
        };
        vec![
            Cell::from(*name),
            Cell::toned(of(error), Tone::Bad),
            Cell::toned(of(warning), Tone::Warning),
            Cell::toned(of(waived), Tone::Faint),
        ]
    };
    let columns = ["check", "errors", "warnings", "waived"];
    Table {
        columns: columns.map(|title| Column::new(title, Room::Fixed)).into(),
        rows: names.iter().map(row).collect(),
        when_empty: "everything is in order".into(),
    }
}

fn commands(next: &[[String; 2]]) -> Table {
    Table {
        columns: vec![
            Column::new("command", Room::Fixed),
            Column::new("shows", Room::Folds),
        ],
        rows: next
            .iter()
            .map(|[command, shows]| {
                vec![
                    Cell::from(command.as_str()),
                    Cell::toned(shows, Tone::Faint),
                ]
            })
            .collect(),
        when_empty: String::new(),
    }
}
