//! The tables `[sla.TARGET]` of `desk.toml`: the targets of the source documents, changed and added to.
//! What makes a whole target of what is written lives in `resolving`, what two may not share in `rivals`.

mod draft;
mod resolving;
mod rivals;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use toml::de::DeTable;

use super::{Reader, Value};
use crate::calendar::Lasting;
use crate::policy::keys;
use crate::policy::sla::{self, Subject, Target, Told};
use crate::records::account::Segment;
use crate::records::request::{Flag, Template};
use crate::source::Source;

use draft::{Draft, said};

/// The drafts of all targets, by name.
type Drafts = BTreeMap<String, Draft>;

/// The regions of a desk, each with its board.
type Boards = BTreeMap<String, String>;

/// Returns the targets of a desk that says nothing of its own.
pub(in crate::policy) fn default_targets() -> Vec<Target> {
    static TARGETS: OnceLock<Vec<Target>> = OnceLock::new();
    TARGETS.get_or_init(defaults).clone()
}

fn defaults() -> Vec<Target> {
    let source: Arc<Source> = Source::shared("defaults.toml", sla::DEFAULTS);
    let mut reader = Reader {
        source: &source,
        findings: Vec::new(),
        places: BTreeMap::new(),
    };
    let (table, _) = DeTable::parse_recoverable(&source.text);
    let targets = match table.get_ref().get("sla") {
        Some(value) => reader.targets(value, &[], &Boards::new()),
        None => Vec::new(),
    };
    assert!(reader.findings.is_empty(), "{:?}", reader.findings);
    targets
}

impl Reader<'_> {
    /// Reads the targets of a desk over those it has without saying anything; `boards` are of the regions it may name.
    pub(super) fn targets(
        &mut self,
        value: &Value<'_>,
        before: &[Target],
        boards: &Boards,
    ) -> Vec<Target> {
        let Some(table) = self.table(value, "sla") else {
            return before.to_vec();
        };
        let mut drafts: Drafts = before
            .iter()
            .map(|target| (target.name.clone(), Draft::of(target)))
            .collect();
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let Some(says) = self.table(value, &format!("sla.{name}")) else {
                continue;
            };
            let mut draft = drafts.remove(&name).unwrap_or_default();
            self.remember(&format!("sla.{name}"), key.span());
            draft.written = Some(key.span());
            let faults = self.findings.len();
            self.target(says, &name, &mut draft, boards);
            draft.is_broken = faults < self.findings.len();
            drafts.insert(name, draft);
        }
        drafts.retain(|_, draft| !draft.is_off);
        let mut targets = Vec::new();
        for (name, draft) in drafts.iter().filter(|(_, draft)| !draft.is_broken) {
            let told = self.findings.len();
            targets.extend(self.resolved(name, draft, &drafts));
            // What is wrong with the events of its target is told there.
            if draft.written.is_none() {
                self.findings.truncate(told);
            }
        }
        self.rivals(&targets, &drafts);
        targets
    }

    fn target(&mut self, table: &DeTable<'_>, name: &str, draft: &mut Draft, boards: &Boards) {
        for (key, value) in table {
            let path = format!("sla.{name}.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "on" => draft.subject = self.word(value, &path, Subject::ALL),
                "of" => draft.of = self.text(value, &path),
                "template" => draft.templates = said(self.words(value, &path, &templates())),
                "flag" => draft.flags = said(self.words(value, &path, &flags())),
                "segment" => draft.segments = said(self.words(value, &path, Segment::ALL)),
                "region" => draft.regions = said(plain(self.regions(value, &path, boards))),
                "within" => draft.within = self.lasting(value, &path),
                "before" => draft.before = self.lasting(value, &path),
                "ahead" => draft.ahead = self.lasting(value, &path),
                "ideal" => draft.ideal = self.lasting(value, &path),
                "warn" => draft.warning = self.lasting(value, &path),
                "tell" => draft.tell = said(self.words(value, &path, Told::ALL)),
                "source" => draft.source = self.text(value, &path),
                "stops_when_away" => draft.stops_when_away = Some(self.is_true(value, &path)),
                "off" => draft.is_off = self.is_true(value, &path),
                event if draft::EVENT_KEYS.contains(&event) => {
                    let words = self.texts(value, &path, "[\"open\"]");
                    draft.events.insert(event.to_owned(), words);
                }
                _ => self.unknown_key(key, &keys::within("sla.TARGET")),
            }
        }
    }

    fn lasting(&mut self, value: &Value<'_>, path: &str) -> Option<Lasting> {
        let text = self.text(value, path)?;
        match text.parse::<Lasting>() {
            Ok(lasting) => Some(lasting),
            Err(why) => {
                let help = "write `48 hours`, `5 days`, `16 business hours` or `2 business days`";
                self.fault(value.span(), why, help);
                None
            }
        }
    }
}

fn plain(texts: Vec<(String, Range<usize>)>) -> Vec<String> {
    texts.into_iter().map(|(text, _)| text).collect()
}

fn templates() -> Vec<(Template, &'static str)> {
    let rows = Template::ALL.iter();
    rows.map(|(template, name, _)| (*template, *name)).collect()
}

fn flags() -> Vec<(Flag, &'static str)> {
    let rows = Flag::ALL.iter();
    rows.map(|(flag, name, _)| (*flag, *name)).collect()
}

#[cfg(test)]
mod tests;
