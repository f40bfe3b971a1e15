//! The Technical Architects: what they know, where they are, what they have to do, and who fits a SOW best.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Cell, Column, Part, Report, Room, Table, Tone};
use crate::calendar::Date;
use crate::records::escalation::{self, State};
use crate::records::person::{self, Level, Role};
use crate::records::review::Standing;
use crate::records::sow::{self, ReviewState};
use crate::records::{Account, Escalation, Handle, One, Person, Records, Sow, account};

/// Weekdays ahead within which somebody who is away is passed over.
const AHEAD: i64 = 2;

/// What waits for a Technical Architect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Reviews asked for on SOWs they are assigned to, without a verdict that counts.
    pub reviews: usize,
    /// Open questions on those SOWs.
    pub questions: usize,
    /// Open escalations that are theirs.
    pub escalations: usize,
}

impl Load {
    /// Returns how many things wait.
    pub fn sum(self) -> usize {
        self.reviews + self.questions + self.escalations
    }

    fn words(self) -> String {
        let counted = [
            (self.reviews, "review"),
            (self.questions, "question"),
            (self.escalations, "escalation"),
        ];
        let counted = counted.into_iter().filter(|(count, _)| 0 < *count);
        let words: Vec<String> = counted
            .map(|(count, what)| match count {
                1 => format!("1 {what}"),
                _ => format!("{count} {what}s"),
            })
            .collect();
        match words.is_empty() {
            true => "nothing waits for them".into(),
            false => format!("{} waiting", words.join(", ")),
        }
    }
}

/// Somebody who may review a SOW, and why they stand where they stand.
pub struct Candidate<'a> {
    pub person: One<'a, Person>,
    /// The last day they are away, where they are today or within two weekdays.
    pub away_until: Option<Date>,
    pub load: Load,
    /// What speaks for and against them, in words.
    pub reasons: Vec<String>,
    is_skilled: bool,
    is_near: bool,
}

impl Candidate<'_> {
    /// Returns the candidate on one line, with the reasons.
    pub fn line(&self) -> String {
        format!("{}: {}", self.person.id(), self.reasons.join("; "))
    }
}

/// Returns who may review a SOW, best first: who has the skill, is there, has least to do, is near, is further in
/// their career; neither who wrote it nor who has it.
pub fn ranked<'a>(records: &'a Records, sow: One<'_, Sow>, today: Date) -> Vec<Candidate<'a>> {
    let loads = loads(records, Some(sow.id()));
    let regions = regions(records, &sow);
    let architects = records.all::<Person>(&person::KIND);
    let able = architects.filter(|person| {
        let handle: Result<Handle, _> = person.id().parse();
        let may = handle.is_ok_and(|who| !sow.is_written_by(&who) && sow.ta() != Some(&who));
        person.has(Role::Ta) && may
    });
    let mut candidates: Vec<Candidate<'a>> = able
        .map(|person| {
            let load = loads.get(person.id()).copied().unwrap_or_default();
            candidate(person, &sow, load, &regions, today)
        })
        .collect();
    candidates.sort_by_key(|one| {
        (
            !one.is_skilled,
            one.away_until.is_some(),
            one.load.sum(),
            !one.is_near,
            Reverse(one.person.level),
            one.person.id(),
        )
    });
    candidates
}

fn candidate<'a>(
    person: One<'a, Person>,
    sow: &Sow,
    load: Load,
    regions: &[String],
    today: Date,
) -> Candidate<'a> {
    let service = sow.service.map(|service| service.name());
    let has = |word: &str| {
        person
            .skills
            .iter()
            .any(|own| own.trim().eq_ignore_ascii_case(word))
    };
    let is_skilled = service.is_some_and(has);
    let is_near = person
        .region
        .as_ref()
        .is_some_and(|own| regions.contains(own));
    let away_until = away_soon(&person, today);
    let mut reasons = Vec::new();
    reasons.extend(service.map(|word| match is_skilled {
        true => format!("knows {word}"),
        false => format!("does not list {word}"),
    }));
    reasons.extend(away_until.map(|until| format!("away until {}", until.spoken())));
    reasons.push(load.words());
    reasons.extend(person.region.as_ref().map(|region| format!("in {region}")));
    reasons.extend(person.level.map(|level| level.name().to_owned()));
    Candidate {
        person,
        away_until,
        load,
        reasons,
        is_skilled,
        is_near,
    }
}

/// Returns the last day somebody is away who is today or within two weekdays.
fn away_soon(person: &Person, today: Date) -> Option<Date> {
    let days = today.plus_weekdays(AHEAD).days_since(today);
    (0..=days).find_map(|ahead| person.away_until(today.plus_days(ahead)))
}

/// Returns the regions a SOW is at home in: that of its account, and that of its Regional Delivery Manager.
fn regions(records: &Records, sow: &Sow) -> Vec<String> {
    let account: Option<One<'_, Account>> = records.get(&account::KIND, sow.account.as_str());
    let rdm = sow.regional_delivery_manager.as_ref();
    let rdm = rdm.and_then(|rdm| records.get::<Person>(&person::KIND, rdm.as_str()));
    let of_account = account.and_then(|account| account.region.clone());
    let of_rdm = rdm.and_then(|rdm| rdm.region.clone());
    of_account.into_iter().chain(of_rdm).collect()
}

/// Returns what waits for each Technical Architect, by handle; one SOW can be left out.
fn loads(records: &Records, without: Option<&str>) -> BTreeMap<String, Load> {
    let mut loads: BTreeMap<String, Load> = BTreeMap::new();
    for sow in records.all::<Sow>(&sow::KIND) {
        let Some(ta) = sow.ta().filter(|_| without != Some(sow.id())) else {
            continue;
        };
        if sow.state().is_end() {
            continue;
        }
        let load = loads.entry(ta.to_string()).or_default();
        load.questions += sow.open_questions().count();
        let waits = [ReviewState::NeedsReview, ReviewState::Void];
        load.reviews += usize::from(waits.contains(&Standing::of(sow, records).state));
    }
    let escalations = records.all::<Escalation>(&escalation::KIND);
    for escalation in escalations.filter(|one| one.state() == State::Open) {
        loads
            .entry(escalation.owner.to_string())
            .or_default()
            .escalations += 1;
    }
    loads
}

/// Returns every Technical Architect, by handle, with what waits for them; people who cannot be read among them.
pub fn ta_team(records: &Records, today: Date) -> Report {
    let loads = loads(records, None);
    let mut data = Vec::new();
    let mut rows = Vec::new();
    for file in records.files_of(&person::KIND) {
        let Some(person) = file.as_one::<Person>() else {
            data.push(super::record::data(file));
            rows.push(super::unreadable_row(file, COLUMNS.len()));
            continue;
        };
        if !person.has(Role::Ta) {
            continue;
        }
        let load = loads.get(person.id()).copied().unwrap_or_default();
        data.push(as_data(person, load, today));
        rows.push(row(person, load, today));
    }
    Report {
        name: "ta-team",
        data: Value::Array(data),
        parts: vec![Part::Table(Table {
            columns: COLUMNS.map(|(title, room)| Column::new(title, room)).into(),
            rows,
            when_empty:
                "there is no Technical Architect yet; add one with `sa person new --role ta`".into(),
        })],
    }
}

const COLUMNS: [(&str, Room); 9] = [
    ("handle", Room::Fixed),
    ("name", Room::Folds),
    ("level", Room::Fixed),
    ("skills", Room::Folds),
    ("region", Room::Spare),
    ("reviews", Room::Fixed),
    ("questions", Room::Fixed),
    ("escalations", Room::Fixed),
    ("away until", Room::Fixed),
];

fn row(person: One<'_, Person>, load: Load, today: Date) -> Vec<Cell> {
    let count = |count: usize| match count {
        0 => Cell::toned("0", Tone::Faint),
        _ => count.to_string().into(),
    };
    let away = away_soon(&person, today).map_or(String::new(), |until| until.to_string());
    vec![
        person.id().into(),
        person.name.as_str().into(),
        person.level.map_or("", Level::name).into(),
        person.skills.join(", ").into(),
        person.region.clone().unwrap_or_default().into(),
        count(load.reviews),
        count(load.questions),
        count(load.escalations),
        Cell::toned(away, Tone::Warning),
    ]
}

fn as_data(person: One<'_, Person>, load: Load, today: Date) -> Value {
    let mut data = super::record::data(person.file);
    data["load"] = json!({
        "reviews": load.reviews,
        "questions": load.questions,
        "escalations": load.escalations,
    });
    data["away_until"] = json!(away_soon(&person, today).map(|until| until.to_string()));
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOW: &str = "name: A\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: emma\nservice: ci-cd\nhistory: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]\n";

    /// Returns the candidates for a SOW with lines of its own, of a team with lines of their own.
    fn order(sow: &str, team: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<String> {
        let mut files = vec![
            ("sows/SOW-4T9K2M7X.yaml".to_owned(), format!("{SOW}{sow}")),
            (
                "accounts/northwind-freight.yaml".to_owned(),
                "name: N\nregion: EMEA\n".to_owned(),
            ),
        ];
        for (handle, lines) in team {
            let text = format!("name: N\nemails: [{handle}@example.com]\nroles: [ta]\n{lines}");
            files.push((format!("people/{handle}.yaml"), text));
        }
        files.extend(
            more.iter()
                .map(|(path, text)| ((*path).into(), (*text).into())),
        );
        let records = Records::of_texts(files);
        let sow = records
            .get::<Sow>(&sow::KIND, "SOW-4T9K2M7X")
            .expect("a SOW");
        let today = "2026-11-23".parse().expect("a day");
        ranked(&records, sow, today)
            .iter()
            .map(Candidate::line)
            .collect()
    }

    fn handles(lines: &[String]) -> Vec<&str> {
        lines
            .iter()
            .filter_map(|line| Some(line.split_once(':')?.0))
            .collect()
    }

    #[test]
    fn skill_counts_more_than_being_there_and_that_more_than_load() {
        let escalated = "subject: S\naccount: northwind-freight\nseverity: high\nowner: ada\nhistory: [{at: 2026-11-20T09:00:00Z, by: ada, to: open}]\n";
        let off = "skills: [CI-CD]\ntime_off: [{from: 2026-11-25, to: 2026-11-27}, {from: 2026-11-28, to: 2026-11-30}]\n";
        let lines = order(
            "",
            &[
                ("ada", "skills: [ci-cd]\n"),
                ("ben", ""),
                ("cy", off),
                ("di", "skills: [ci-cd]\n"),
            ],
            &[("escalations/ESC-1A2B3C4D.yaml", escalated)],
        );
        assert_eq!(handles(&lines), ["di", "ada", "cy", "ben"]);
        assert_eq!(lines[0], "di: knows ci-cd; nothing waits for them");
        assert_eq!(lines[1], "ada: knows ci-cd; 1 escalation waiting");
        assert!(
            lines[2].contains("away until Monday 2026-11-30"),
            "{}",
            lines[2]
        );
        assert!(lines[3].contains("does not list ci-cd"), "{}", lines[3]);
    }

    #[test]
    fn of_equals_the_near_one_then_the_higher_one_comes_first() {
        let lines = order(
            "",
            &[
                ("ada", "level: intermediate\n"),
                ("ben", "level: staff\n"),
                ("cy", "region: EMEA\n"),
            ],
            &[],
        );
        assert_eq!(handles(&lines), ["cy", "ben", "ada"]);
    }

    #[test]
    fn who_wrote_it_and_who_has_it_are_no_candidates() {
        let assigned = "assigned_ta: [{at: 2026-11-19T09:00:00Z, by: emma, who: ada}]\n";
        let lines = order(assigned, &[("ada", ""), ("emma", ""), ("ben", "")], &[]);
        assert_eq!(handles(&lines), ["ben"]);
    }

    #[test]
    fn questions_and_reviews_of_other_sows_are_load() {
        let other = format!(
            "{SOW}assigned_ta: [{{at: 2026-11-19T09:00:00Z, by: emma, who: ada}}]\nquestions: [{{at: 2026-11-20T09:00:00Z, by: emma, text: q}}]\nreview_requests: [{{at: 2026-11-20T09:00:00Z, by: emma}}]\n"
        );
        let path = "sows/SOW-5H8J2M7X.yaml";
        let lines = order("", &[("ada", "")], &[(path, &other)]);
        assert_eq!(
            lines,
            ["ada: does not list ci-cd; 1 review, 1 question waiting"]
        );
    }
}
