//! Which records a target holds for.

use crate::records::account::Segment;
use crate::records::request::{Flag, Template};

/// So many words of one sort are told each; more are counted.
const MOST_TOLD: usize = 4;

/// What narrows a target down; what is empty does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    pub templates: Vec<Template>,
    pub flags: Vec<Flag>,
    pub segments: Vec<Segment>,
    pub regions: Vec<String>,
}

/// What a target is chosen by, at one moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// `None` for what is no request.
    pub template: Option<Template>,
    pub flags: &'a [Flag],
    /// That of the account.
    pub segment: Option<Segment>,
    pub region: Option<&'a str>,
}

impl Scope {
    /// Returns whether it holds for a record.
    pub fn matches(&self, facts: &Facts<'_>) -> bool {
        let is = |wanted: bool, empty: bool| empty || wanted;
        is(
            facts
                .template
                .is_some_and(|template| self.templates.contains(&template)),
            self.templates.is_empty(),
        ) && is(
            self.flags.iter().any(|flag| facts.flags.contains(flag)),
            self.flags.is_empty(),
        ) && is(
            facts
                .segment
                .is_some_and(|segment| self.segments.contains(&segment)),
            self.segments.is_empty(),
        ) && is(
            facts
                .region
                .is_some_and(|region| self.regions.iter().any(|own| own == region)),
            self.regions.is_empty(),
        )
    }

    /// Returns by how many of template, flag, segment and region it is narrowed down; 0 to 4.
    pub fn specificity(&self) -> usize {
        let narrowed = [
            !self.templates.is_empty(),
            !self.flags.is_empty(),
            !self.segments.is_empty(),
            !self.regions.is_empty(),
        ];
        narrowed
            .into_iter()
            .filter(|is_narrowed| *is_narrowed)
            .count()
    }

    /// Returns whether some record could be in both; a request may bear any flags at once.
    pub fn overlaps(&self, other: &Self) -> bool {
        fn meets<T: PartialEq>(some: &[T], others: &[T]) -> bool {
            some.is_empty() || others.is_empty() || some.iter().any(|one| others.contains(one))
        }
        meets(&self.templates, &other.templates)
            && meets(&self.segments, &other.segments)
            && meets(&self.regions, &other.regions)
    }

    /// Returns whether it holds for every record that two others hold for at once.
    pub fn holds_where_both(&self, one: &Self, other: &Self) -> bool {
        fn holds<T: PartialEq>(own: &[T], one: &[T], other: &[T]) -> bool {
            let shared = |thing: &&T| one.is_empty() || one.contains(thing);
            own.is_empty()
                || match (one.is_empty(), other.is_empty()) {
                    (true, true) => false,
                    (false, true) => one.iter().all(|thing| own.contains(thing)),
                    (_, false) => other.iter().filter(shared).all(|thing| own.contains(thing)),
                }
        }
        let has = |flags: &[Flag]| {
            !flags.is_empty() && flags.iter().all(|flag| self.flags.contains(flag))
        };
        holds(&self.templates, &one.templates, &other.templates)
            && holds(&self.segments, &one.segments, &other.segments)
            && holds(&self.regions, &one.regions, &other.regions)
            && (self.flags.is_empty() || has(&one.flags) || has(&other.flags))
    }

    /// Returns it in words, as `template sme, flag expedite`; nothing where it holds for all.
    pub fn spoken(&self) -> String {
        let words = |title: &str, words: Vec<&str>| match words.len() {
            0 => None,
            1..=MOST_TOLD => Some(format!("{title} {}", words.join(" or "))),
            count => Some(format!("any of {count} {title}s")),
        };
        let templates = self.templates.iter().map(|template| template.name());
        let flags = self.flags.iter().map(|flag| flag.name());
        let segments = self.segments.iter().map(|segment| segment.name());
        let regions = self.regions.iter().map(String::as_str);
        [
            words("template", templates.collect()),
            words("flag", flags.collect()),
            words("segment", segments.collect()),
            words("region", regions.collect()),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
    }
}
