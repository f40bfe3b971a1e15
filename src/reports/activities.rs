//! Activities in rows: when, what, by whom, for which opportunity, and how it went.

use serde_json::Value;

use super::{Cell, Column, Part, Report, Room, Table, Tone, record};
use crate::calendar::Date;
use crate::records::activity::{ActivityType, KIND, Sentiment};
use crate::records::{Activity, File, One, Records};

/// Which activities are wanted; what is `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub opportunity: Option<String>,
    pub sa: Option<String>,
    pub activity_type: Option<ActivityType>,
    pub since: Option<Date>,
    pub until: Option<Date>,
}

impl Wanted {
    fn wants(&self, activity: &Activity) -> bool {
        let is = |wanted: &Option<String>, own: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| own == Some(wanted))
        };
        let day = activity.at.date();
        is(
            &self.opportunity,
            activity.opportunity.as_ref().map(|id| id.as_str()),
        ) && is(&self.sa, Some(activity.sa.as_str()))
            && self
                .activity_type
                .is_none_or(|wanted| wanted == activity.activity_type)
            && self.since.is_none_or(|since| since <= day)
            && self.until.is_none_or(|until| day <= until)
    }
}

/// Returns the activities that are wanted, newest first; the unreadable ones always before them.
pub fn activities(records: &Records, wanted: &Wanted) -> Report {
    let mut found: Vec<One<'_, Activity>> = records
        .all::<Activity>(&KIND)
        .filter(|activity| wanted.wants(activity))
        .collect();
    found.sort_by_key(|activity| (std::cmp::Reverse(activity.at), activity.id()));
    let unreadable: Vec<&File> = records
        .files_of(&KIND)
        .filter(|file| file.record().is_none())
        .collect();
    let columns = vec![
        Column::new("id", Room::Fixed),
        Column::new("on", Room::Fixed),
        Column::new("type", Room::Brief(24)),
        Column::new("sa", Room::Fixed),
        Column::new("for", Room::Fixed),
        Column::new("summary", Room::Brief(72)),
        Column::new("sentiment", Room::Spare),
    ];
    let broken = unreadable
        .iter()
        .map(|file| super::unreadable_row(file, columns.len()));
    let rows = broken.chain(found.iter().map(|activity| row(*activity)));
    let files = unreadable
        .iter()
        .copied()
        .chain(found.iter().map(|activity| activity.file));
    Report {
        name: "activity-list",
        data: Value::Array(files.map(record::data).collect()),
        parts: vec![Part::Table(Table {
            rows: rows.collect(),
            columns,
            when_empty: "no activities; log one with `sa log OPP \"what happened\"`".into(),
        })],
    }
}

fn row(activity: One<'_, Activity>) -> Vec<Cell> {
    let (word, tone) = match activity.sentiment {
        Some(Sentiment::Positive) => ("Positive", Tone::Good),
        Some(Sentiment::Neutral) => ("Neutral", Tone::Plain),
        Some(Sentiment::Negative) => ("Negative", Tone::Bad),
        None => ("", Tone::Plain),
    };
    let opportunity = activity.opportunity.as_ref().map(|id| id.as_str());
    let account = activity.account.as_ref().map(|slug| slug.as_str());
    let summary = activity.summary.lines().next().unwrap_or_default();
    vec![
        activity.id().into(),
        activity.at.date().to_string().into(),
        activity.activity_type.name().into(),
        activity.sa.as_str().into(),
        opportunity.or(account).unwrap_or_default().into(),
        summary.into(),
        Cell::toned(word, tone),
    ]
}
