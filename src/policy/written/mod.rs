//! `desk.toml` as it is written, checked key by key so that every mistake is named at once.

mod calendars;
mod lists;
mod numbers;
mod sla;
mod sows;
mod triage;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{CHECK, CheckPolicy, LevelSetting, Policy, SCHEMA, keys};
use crate::calendar::Date;
use crate::finding::{Finding, Level, Place, Verdict};
use crate::lifecycle::State as _;
use crate::records::opportunity::Stage;
use crate::records::request::{Item, State, Template};
use crate::source::{Source, Span};

/// Names of things that policy can set: the word as written, the thing it means.
type Words<T> = [(T, &'static str)];

/// The check that keeps unreadable records from being overlooked, which no desk may switch off.
const ALWAYS_ON: &str = "unreadable-record";

pub(super) use sla::default_targets;

pub(super) fn read(
    source: &Arc<Source>,
    known_checks: &BTreeSet<&str>,
) -> Result<Policy, Vec<Finding>> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut reader = Reader {
        source,
        findings: Vec::new(),
        places: BTreeMap::new(),
    };
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        reader.fault(
            span,
            first_line(error.message()),
            "mend the TOML at this place",
        );
    }
    if !reader.findings.is_empty() {
        return Err(reader.findings);
    }
    let mut policy = Policy::default();
    reader.top(table.get_ref(), &mut policy, known_checks);
    policy.places = reader.places;
    // As the file has them; a table gives its keys by name.
    reader.findings.sort_by_key(|finding| finding.at.span);
    match reader.findings.is_empty() {
        true => Ok(policy),
        false => Err(reader.findings),
    }
}

fn first_line(message: &str) -> String {
    message.lines().collect::<Vec<_>>().join("; ")
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    findings: Vec<Finding>,
    places: BTreeMap<String, Place>,
}

type Key<'a> = Spanned<std::borrow::Cow<'a, str>>;
type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn top(&mut self, table: &DeTable<'_>, policy: &mut Policy, known_checks: &BTreeSet<&str>) {
        if !self.schema_is_read(table) {
            return;
        }
        // Other tables name regions.
        if let Some(boards) = table.get("boards") {
            self.boards(boards, policy);
        }
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "schema" | "boards" => {}
                "name" => self
                    .text(value, "name")
                    .into_iter()
                    .for_each(|name| policy.name = name),
                "requests" => self.requests(value, policy),
                "checks" => self.checks(value, policy, known_checks),
                "sla" => {
                    policy.targets = self.targets(value, &policy.targets, &policy.boards);
                }
                "currencies" => self.currencies(value, policy),
                "sows" => self.sows(value, policy),
                "triage" => self.triage(value, policy),
                "routing" => self.routing(value, policy),
                "calendars" => self.calendars(value, policy),
                table @ ("fiscal_year" | "opportunities" | "povs" | "activities") => {
                    self.numbers(value, table, &mut policy.thresholds);
                }
                _ => self.unknown_key(key, &keys::within("")),
            }
        }
        self.known_targets(policy);
    }

    /// A newer schema may mean anything by its keys, so nothing else is said of such a file.
    fn schema_is_read(&mut self, table: &DeTable<'_>) -> bool {
        let Some(value) = table.get("schema") else {
            let help = format!("add `schema = {SCHEMA}` as the first line");
            self.fault(0..0, "`schema` is missing", &help);
            return true;
        };
        match self.number(value, "schema") {
            Some(newer) if SCHEMA < newer => {
                let message =
                    format!("this desk has schema {newer}, and this program reads up to {SCHEMA}");
                self.fault(
                    value.span(),
                    message,
                    "update the programs: `cargo install presales-desk`",
                );
                false
            }
            Some(schema) if schema < 1 => {
                self.fault(value.span(), "`schema` counts from 1", "write `schema = 1`");
                true
            }
            _ => true,
        }
    }

    fn boards(&mut self, value: &Value<'_>, policy: &mut Policy) {
        let Some(table) = self.table(value, "boards") else {
            return;
        };
        let boards: BTreeMap<String, String> = table
            .iter()
            .filter_map(|(region, board)| {
                let region = region.get_ref().to_string();
                let board = self.text(board, &format!("boards.{region}"))?;
                Some((region, board))
            })
            .collect();
        if table.is_empty() {
            let help = "name at least one region: `EMEA = \"SA Triage Board EMEA\"`";
            self.fault(value.span(), "`boards` is empty", help);
        }
        policy.boards = boards;
    }

    fn requests(&mut self, value: &Value<'_>, policy: &mut Policy) {
        let Some(table) = self.table(value, "requests") else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "sentence_words" => match self.number(value, "requests.sentence_words") {
                    Some(words @ 1..=100) => policy.sentence_words = words,
                    Some(_) => self.fault(
                        value.span(),
                        "`sentence_words` is from 1 to 100",
                        "write a number such as 4",
                    ),
                    None => {}
                },
                "earliest_stage" => {
                    policy.earliest_stage = self.word(value, "requests.earliest_stage", Stage::ALL);
                }
                "required" => policy.required = self.required(value),
                "labels" => policy.labels = self.labels(value),
                "rfx_internal_hours" => {
                    let table = "requests.rfx_internal_hours";
                    self.numbers(value, table, &mut policy.thresholds);
                }
                _ => self.unknown_key(key, &keys::within("requests")),
            }
        }
    }

    fn required(&mut self, value: &Value<'_>) -> BTreeMap<Template, Vec<Item>> {
        let items: Vec<(Item, &'static str)> =
            Item::ALL.iter().map(|row| (row.item, row.key)).collect();
        let templates: Vec<&str> = Template::ALL.iter().map(|(_, name, _)| *name).collect();
        let mut required = BTreeMap::new();
        let Some(table) = self.table(value, "requests.required") else {
            return required;
        };
        for (key, value) in table {
            let Some(template) = Template::named(key.get_ref()) else {
                self.unknown_key(key, &templates);
                continue;
            };
            let path = format!("requests.required.{}", template.name());
            let DeValue::Array(words) = value.get_ref() else {
                self.fault(
                    value.span(),
                    format!("`{path}` is a list of items"),
                    "write [\"customer\", \"sa_asks\"]",
                );
                continue;
            };
            let listed = words
                .iter()
                .filter_map(|word| self.word(word, &path, &items))
                .collect();
            self.remember(&path, value.span());
            required.insert(template, listed);
        }
        required
    }

    fn labels(&mut self, value: &Value<'_>) -> BTreeMap<State, String> {
        let names: Vec<&str> = State::ALL.iter().map(|state| state.name()).collect();
        let mut labels = BTreeMap::new();
        let Some(table) = self.table(value, "requests.labels") else {
            return labels;
        };
        for (key, value) in table {
            let state = State::ALL
                .iter()
                .find(|state| state.name() == key.get_ref().as_ref());
            let Some(state) = state else {
                self.unknown_key(key, &names);
                continue;
            };
            let path = format!("requests.labels.{}", state.name());
            labels.extend(self.text(value, &path).map(|label| (*state, label)));
        }
        labels
    }

    fn checks(&mut self, value: &Value<'_>, policy: &mut Policy, known: &BTreeSet<&str>) {
        let known: Vec<&str> = known.iter().copied().collect();
        let Some(table) = self.table(value, "checks") else {
            return;
        };
        for (key, value) in table {
            let name = key.get_ref().to_string();
            if !known.contains(&name.as_str()) {
                self.unknown_key(key, &known);
                continue;
            }
            let check = self.check(value, &name);
            policy.checks.insert(name, check);
        }
    }

    fn check(&mut self, value: &Value<'_>, name: &str) -> CheckPolicy {
        let levels = [
            (LevelSetting::At(Level::Error), "error"),
            (LevelSetting::At(Level::Warning), "warning"),
            (LevelSetting::Off, "off"),
        ];
        let mut check = CheckPolicy::default();
        let path = format!("checks.{name}");
        let Some(table) = self.table(value, &path) else {
            return check;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "level" => check.level = self.word(value, &format!("{path}.level"), &levels),
                "since" => check.since = self.date(value, &format!("{path}.since")),
                _ => self.unknown_key(key, &keys::within("checks.CHECK")),
            }
            if check.level == Some(LevelSetting::Off) && name == ALWAYS_ON {
                self.fault(
                    value.span(),
                    format!("`{ALWAYS_ON}` cannot be off: a record that cannot be read would be overlooked"),
                    "remove the line",
                );
                check.level = None;
            }
        }
        check
    }

    fn table<'v, 'i>(&mut self, value: &'v Value<'i>, path: &str) -> Option<&'v DeTable<'i>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        self.fault(
            value.span(),
            format!("`{path}` is a table"),
            &format!("write it as [{path}]"),
        );
        None
    }

    fn text(&mut self, value: &Value<'_>, path: &str) -> Option<String> {
        self.remember(path, value.span());
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.to_string()),
            _ => {
                self.fault(
                    value.span(),
                    format!("`{path}` is a text, and not empty"),
                    "write it in quotes",
                );
                None
            }
        }
    }

    fn number(&mut self, value: &Value<'_>, path: &str) -> Option<i64> {
        self.remember(path, value.span());
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            self.fault(
                value.span(),
                format!("`{path}` is a whole number"),
                "write it without quotes",
            );
        }
        number
    }

    fn date(&mut self, value: &Value<'_>, path: &str) -> Option<Date> {
        self.remember(path, value.span());
        let text = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        let date = text.parse();
        if date.is_err() {
            self.fault(
                value.span(),
                format!("`{path}` is a date"),
                "write it as 2026-11-23",
            );
        }
        date.ok()
    }

    fn word<T: Copy>(&mut self, value: &Value<'_>, path: &str, words: &Words<T>) -> Option<T> {
        self.remember(path, value.span());
        let said = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            _ => self.source.text[value.span()].to_owned(),
        };
        let found = words.iter().find(|(_, word)| *word == said);
        if found.is_none() {
            let names: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
            self.fault(
                value.span(),
                format!("`{path}` cannot be `{said}`"),
                &keys::offer(&said, &names),
            );
        }
        found.map(|(thing, _)| *thing)
    }

    fn unknown_key(&mut self, key: &Key<'_>, known: &[&str]) {
        let help = keys::offer(key.get_ref(), known);
        self.fault(
            key.span(),
            format!("unknown key `{}`", key.get_ref()),
            &help,
        );
    }

    fn remember(&mut self, path: &str, range: Range<usize>) {
        let place = Place::new(self.source, Span::new(range.start, range.end));
        self.places.insert(path.into(), place);
    }

    fn fault(&mut self, range: Range<usize>, message: impl Into<String>, help: &str) {
        let at = Place::new(self.source, Span::new(range.start, range.end));
        self.findings.push(Finding {
            verdict: Verdict::Blocks,
            ..Finding::new(CHECK, Level::Error, message, help, at)
        });
    }
}
