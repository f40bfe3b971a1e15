//! The business calendars of a desk, and which of them a region goes by.

use std::collections::BTreeMap;

use super::{CHECK, Policy};
use crate::calendar::business::{BusinessCalendar, HolidayFile, Holidays, Hours, LineFault};
use crate::finding::{Finding, Level, Place, Verdict};
use crate::source::{Position, Snapshot, Source, Span};

/// The business calendars of a desk; there is at least one.
#[derive(Clone, Debug)]
pub struct Calendars {
    pub(super) by_name: BTreeMap<String, BusinessCalendar>,
    /// The name of the calendar of each region.
    pub(super) by_region: BTreeMap<String, String>,
    /// The name of the one for regions without a calendar.
    pub(super) default: String,
    /// The holidays of each calendar that its rules give.
    pub(super) rules: BTreeMap<String, Holidays>,
    /// The files of each calendar that have more.
    pub(super) files: BTreeMap<String, Vec<ListedFile>>,
}

/// A file of holidays that a policy names.
#[derive(Clone, Debug)]
pub(super) struct ListedFile {
    pub path: String,
    /// Where the policy names it.
    pub at: Place,
}

/// Regions of the source documents, the calendar of each, and its zone, which is that of many of its people; the last is
/// the default one.
const REGIONS: [(&str, &str, &str); 3] = [
    ("AMER", "amer", "America/New_York"),
    ("APAC", "apac", "Australia/Sydney"),
    ("EMEA", "emea", "Europe/Berlin"),
];

impl Calendars {
    /// Returns none yet.
    pub(super) fn none() -> Self {
        Self {
            by_name: BTreeMap::new(),
            by_region: BTreeMap::new(),
            default: String::new(),
            rules: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    /// Returns the calendars, by name.
    pub fn all(&self) -> &BTreeMap<String, BusinessCalendar> {
        &self.by_name
    }

    /// Returns the name of the calendar that a region goes by, or of the one for all others.
    pub fn name_of(&self, region: Option<&str>) -> &str {
        let own = region.and_then(|region| self.by_region.get(region));
        own.unwrap_or(&self.default)
    }
}

impl Default for Calendars {
    /// Monday to Friday from 09:00 to 17:00 without holidays, in a zone of each region: regions are those of the
    /// handbook, which gives them no hours.
    fn default() -> Self {
        let nine_to_five = Hours {
            from: 9 * 60,
            to: 17 * 60,
        };
        let mut all = Self::none();
        for (region, name, zone) in REGIONS {
            let week = std::array::from_fn(|weekday| match weekday < 5 {
                true => vec![nine_to_five],
                false => Vec::new(),
            });
            let zone = zone.parse().expect("it is a zone of the database");
            let calendar = BusinessCalendar::new(name, zone, week, None);
            let calendar = calendar.expect("it is open on Mondays");
            all.by_name.insert(name.into(), calendar);
            all.by_region.insert(region.into(), name.into());
            all.default = name.into();
        }
        all
    }
}

/// Bytes of a file of holidays that are read; more would be no file that a person keeps.
const MOST_BYTES: usize = 1 << 20;

impl Calendars {
    /// Reads the files that the calendars name, from the desk that the policy is of.
    fn read_files(&mut self, desk: &Snapshot) -> Result<(), Vec<Finding>> {
        let mut read: BTreeMap<&str, Option<HolidayFile>> = BTreeMap::new();
        let mut findings = Vec::new();
        for file in self.files.values().flatten() {
            read.entry(&file.path).or_insert_with(|| {
                let found = holidays_of(desk, file);
                found.map_err(|told| findings.extend(told)).ok()
            });
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        for (name, files) in self.files.iter().filter(|(_, files)| !files.is_empty()) {
            let files = files
                .iter()
                .filter_map(|file| read.get(file.path.as_str())?.as_ref());
            let rules = self.rules.get(name).cloned().unwrap_or_default();
            let holidays = files.fold(rules, Holidays::with_file);
            if let Some(calendar) = self.by_name.get_mut(name) {
                *calendar = calendar.clone().with_holidays(holidays);
            }
        }
        Ok(())
    }
}

/// Reads a file of holidays, or tells all that is wrong with it.
fn holidays_of(desk: &Snapshot, file: &ListedFile) -> Result<HolidayFile, Vec<Finding>> {
    let path = &file.path;
    let finding = |at: Place, message: String, help: String| Finding {
        verdict: Verdict::Blocks,
        ..Finding::new(CHECK, Level::Error, message, help, at)
    };
    let Some(entry) = desk.find(path) else {
        let message = format!("there is no file {path} in the desk");
        let help = format!("add it with `git add {path}`, or take it out of `files`");
        return Err(vec![finding(file.at.clone(), message, help)]);
    };
    let bytes = desk.read(&entry).map_err(|why| {
        let message = format!("{path} cannot be read: {why}");
        vec![finding(
            file.at.clone(),
            message,
            "mend its permissions".into(),
        )]
    })?;
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(MOST_BYTES)]);
    let source = Source::shared(path, text);
    let told = |fault: LineFault| {
        let line = fault.line;
        let [start, end] = [line, line + 1].map(|line| source.offset(Position { line, column: 1 }));
        let span = Span::new(start, end.saturating_sub(1).max(start));
        finding(Place::new(&source, span), fault.message, fault.help)
    };
    if MOST_BYTES < bytes.len() {
        let message = format!("{path} is larger than 1 MiB");
        let help = "keep the holidays in it, and no other events".into();
        return Err(vec![finding(
            Place::new(&source, Span::new(0, 0)),
            message,
            help,
        )]);
    }
    if let Some(at) = source.text.find('\u{fffd}') {
        let message = "this is not UTF-8 text".to_owned();
        let help = "export the calendar again, as UTF-8".into();
        return Err(vec![finding(
            Place::new(&source, Span::new(at, at)),
            message,
            help,
        )]);
    }
    HolidayFile::read(&source.text).map_err(|faults| faults.into_iter().map(told).collect())
}

impl Policy {
    /// Returns the policy with the holidays of the files that it names, from the desk it was read from.
    ///
    /// # Errors
    /// A file is missing, larger than 1 MiB, or is no iCalendar file of holidays: every mistake at its place.
    pub fn with_holiday_files(mut self, desk: &Snapshot) -> Result<Self, Vec<Finding>> {
        self.calendars.read_files(desk)?;
        Ok(self)
    }

    /// Returns the business calendar of a region; for none, or one without a calendar, the default one.
    pub fn calendar_of(&self, region: Option<&str>) -> &BusinessCalendar {
        let all = &self.calendars.by_name;
        let own = all.get(self.calendars.name_of(region));
        own.or_else(|| all.values().next())
            .expect("a policy has a calendar")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_has_its_calendar_and_all_others_the_default_one() {
        let policy = Policy::default();
        for (region, name, zone) in [
            (Some("AMER"), "amer", "America/New_York"),
            (Some("APAC"), "apac", "Australia/Sydney"),
            (Some("EMEA"), "emea", "Europe/Berlin"),
            (Some("LATAM"), "emea", "Europe/Berlin"),
            (None, "emea", "Europe/Berlin"),
        ] {
            let calendar = policy.calendar_of(region);
            assert_eq!(calendar.name(), name);
            assert_eq!(calendar.zone().to_string(), zone);
            assert_eq!(calendar.day_seconds(), 8 * 3600);
        }
    }

    const POLICY: &str = "schema = 1\n[calendars.emea]\nzone = \"Europe/Berlin\"\nholidays = [{ name = \"Eve\", on = \"12-24\" }]\nfiles = [\"calendars/de.ics\"]\n[calendars.x]\nzone = \"UTC\"\nfiles = [\"calendars/de.ics\"]\n";

    /// Returns the policy of a desk that has these files too, or what is said of it.
    fn read(files: &[(&str, &str)]) -> Result<Policy, Vec<String>> {
        let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        let desk = Snapshot::of_texts(files.iter().map(own).collect());
        let source = Source::shared("desk.toml", POLICY);
        let policy = Policy::read(&source, &Default::default()).expect("it is valid");
        policy.with_holiday_files(&desk).map_err(|findings| {
            let told = |finding: Finding| {
                assert!(finding.blocks());
                let (path, line) = (&finding.at.source.path, finding.at.position().line);
                format!("{path}:{line}: {}; {}", finding.message, finding.help)
            };
            findings.into_iter().map(told).collect()
        })
    }

    #[test]
    fn holidays_of_files_join_those_of_rules() {
        let file = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261225\nEND:VEVENT\nEND:VCALENDAR\n";
        let policy = read(&[("calendars/de.ics", file)]).expect("it is valid");
        let at = |text: &str| text.parse().expect("a time");
        let (from, to) = (at("2026-12-24T00:00:00Z"), at("2026-12-26T00:00:00Z"));
        let year = |text: &str| text.parse().expect("a date");
        for (name, hours) in [("emea", 0), ("x", 8)] {
            let calendar = &policy.calendars.all()[name];
            assert_eq!(calendar.between(from, to), hours * 3600, "{name}");
            assert_eq!(
                calendar.known(),
                Some((year("2026-01-01"), year("2026-12-31")))
            );
        }
        assert_eq!(Policy::default().calendar_of(None).known(), None);
    }

    #[test]
    fn files_that_cannot_be_read_are_told_once_at_their_place() {
        let told = |text: &str| {
            read(&[("calendars/de.ics", text)])
                .err()
                .unwrap_or_default()
        };
        assert_eq!(
            read(&[]).err().unwrap_or_default(),
            [
                "desk.toml:5: there is no file calendars/de.ics in the desk; add it with `git add calendars/de.ics`, or take it out of `files`"
            ]
        );
        assert_eq!(
            told("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR"),
            [
                "calendars/de.ics:3: DTSTART is `soon`, which is no date; write it as DTSTART;VALUE=DATE:20261225"
            ]
        );
        assert_eq!(
            told("BEGIN:VCALENDAR\nSUMMARY:\u{fffd}"),
            ["calendars/de.ics:2: this is not UTF-8 text; export the calendar again, as UTF-8"]
        );
        assert_eq!(
            told(&"A".repeat(MOST_BYTES + 1)),
            [
                "calendars/de.ics:1: calendars/de.ics is larger than 1 MiB; keep the holidays in it, and no other events"
            ]
        );
        assert!(
            told("")
                .join("")
                .starts_with("calendars/de.ics:1: the file has no events")
        );
    }
}
