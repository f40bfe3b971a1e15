//! The tables `[sla.TARGET]` of `desk.toml`: the targets of the source documents, changed and added to.
//! What makes a whole target of what is written lives in `resolving`, what two may not share in `rivals`.

mod draft;
mod resolving;
mod rivals;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use toml::de::{DeTable, DeValue};

use super::{Reader, Value};
use crate::calendar::Lasting;
use crate::policy::keys;
use crate::policy::sla::{self, Subject, Target, Told};
use crate::records::account::Segment;
use crate::records::request::{Flag, Template};
use crate::source::Source;

use draft::Draft;

/// The drafts of all targets, by name.
type Drafts = BTreeMap<String, Draft>;

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
        Some(value) => reader.targets(value, &[], None),
        None => Vec::new(),
    };
    assert!(reader.findings.is_empty(), "{:?}", reader.findings);
    targets
}

impl Reader<'_> {
    /// Reads the targets of a desk over those it has without saying anything; `regions` are those it may name.
    pub(super) fn targets(
        &mut self,
        value: &Value<'_>,
        before: &[Target],
        regions: Option<&[&str]>,
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
            self.target(says, &name, &mut draft);
            self.known_regions(says, &draft, regions);
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

    fn target(&mut self, table: &DeTable<'_>, name: &str, draft: &mut Draft) {
        for (key, value) in table {
            let path = format!("sla.{name}.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "on" => draft.subject = self.word(value, &path, Subject::ALL),
                "of" => draft.of = self.text(value, &path),
                "template" => draft.templates = self.words(value, &path, &templates()),
                "flag" => draft.flags = self.words(value, &path, &flags()),
                "segment" => draft.segments = self.words(value, &path, Segment::ALL),
                "region" => draft.regions = self.texts(value, &path).map(plain),
                "within" => draft.within = self.lasting(value, &path),
                "before" => draft.before = self.lasting(value, &path),
                "ahead" => draft.ahead = self.lasting(value, &path),
                "ideal" => draft.ideal = self.lasting(value, &path),
                "warn" => draft.warning = self.lasting(value, &path),
                "tell" => draft.tell = self.words(value, &path, Told::ALL),
                "source" => draft.source = self.text(value, &path),
                "off" => draft.is_off = self.yes_or_no(value, &path).unwrap_or(false),
                event if draft::EVENT_KEYS.contains(&event) => {
                    let words = self.texts(value, &path).unwrap_or_default();
                    draft.events.insert(event.to_owned(), words);
                }
                _ => self.unknown_key(key, &keys::within("sla.TARGET")),
            }
        }
    }

    fn known_regions(&mut self, says: &DeTable<'_>, draft: &Draft, known: Option<&[&str]>) {
        let (Some(known), Some(regions)) = (known, &draft.regions) else {
            return;
        };
        for region in regions {
            if known.contains(&region.as_str()) {
                continue;
            }
            let span = says.get("region").map_or(0..0, |value| value.span());
            let help = format!("{}, or add it to [boards]", keys::offer(region, known));
            self.fault(
                span,
                format!("`{region}` is not a region of this desk"),
                &help,
            );
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

    /// Reads one text or a list of them, each with its place.
    fn texts(&mut self, value: &Value<'_>, path: &str) -> Option<Vec<(String, Range<usize>)>> {
        self.remember(path, value.span());
        let each: Vec<&Value<'_>> = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        let texts = each.into_iter().map(|value| {
            let text = match value.get_ref() {
                DeValue::String(text) if !text.trim().is_empty() => Some(text.to_string()),
                _ => None,
            };
            if text.is_none() {
                let message = format!("`{path}` is a text, or a list of texts");
                self.fault(value.span(), message, "write each in quotes");
            }
            Some((text?, value.span()))
        });
        let texts: Vec<Option<_>> = texts.collect();
        texts.into_iter().collect()
    }

    /// Reads one word or a list of them.
    fn words<T: Copy>(
        &mut self,
        value: &Value<'_>,
        path: &str,
        words: &[(T, &'static str)],
    ) -> Option<Vec<T>> {
        let each: Vec<&Value<'_>> = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        let found: Vec<Option<T>> = each
            .into_iter()
            .map(|value| self.word(value, path, words))
            .collect();
        self.remember(path, value.span());
        found.into_iter().collect()
    }

    fn yes_or_no(&mut self, value: &Value<'_>, path: &str) -> Option<bool> {
        self.remember(path, value.span());
        if let DeValue::Boolean(says) = value.get_ref() {
            return Some(*says);
        }
        let message = format!("`{path}` is true or false");
        self.fault(value.span(), message, "write it without quotes");
        None
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
