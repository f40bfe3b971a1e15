//! Reads notes of a meeting, as the standard form has them, into what an activity says.
//! Nothing is lost: what the record has no key for is kept in its summary, as it was written.

mod people;
mod steps;
pub mod template;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::intake;
use crate::calendar::Date;
use crate::records::activity::{AgreedStep, Attendee, Sentiment};
use people::Guest;
use steps::Item;

/// Notes as they were written, each part with its line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// When it took place, without the end of it.
    pub date: Option<Told>,
    pub opportunity: Option<Told>,
    pub activity_type: Option<Told>,
    pub sentiment: Option<Sentiment>,
    /// Everything that has no key of its own, in the order of the notes.
    pub summary: String,
    /// Lines that cannot stay as they are.
    pub faults: Vec<String>,
    /// What is kept in the summary although it was meant for a key.
    pub doubts: Vec<String>,
    guests: Vec<Guest>,
    steps: Vec<Item>,
}

/// What stands behind a key of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Counted from 1.
    pub line: usize,
    pub text: String,
}

/// Reads notes; every text is some.
pub fn read(text: &str) -> Notes {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let code = intake::lines_of_code(text);
    let mut walk = Walk::default();
    for (at, line) in text.lines().enumerate() {
        let line = Line {
            number: at + 1,
            text: line.trim_end(),
            is_code: code.contains(&(at + 1)),
        };
        walk.take(&line);
    }
    walk.finish()
}

impl Notes {
    /// Returns who took part; `is_ours` tells whether a name is that of somebody of the desk.
    pub fn attendees(&self, is_ours: impl Fn(&str) -> bool) -> Vec<Attendee> {
        people::attendees(&self.guests, is_ours)
    }

    /// Returns what was agreed to be done, days counted from that of the meeting.
    ///
    /// # Errors
    /// The lines whose day can be read two ways, or is none.
    pub fn agreed(&self, day: Date) -> Result<Vec<AgreedStep>, Vec<String>> {
        steps::agreed(&self.steps, day)
    }
}

struct Line<'t> {
    number: usize,
    text: &'t str,
    /// Whether it lies in a block of code, where Markdown is not read.
    is_code: bool,
}

/// What stands below a heading and is kept in the summary.
#[derive(Default)]
struct Section {
    heading: String,
    lines: Vec<String>,
}

/// Where the reader is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Head,
    /// Below a list of attendees without names on the line of its key.
    Attendees,
    Section,
    /// Below the heading of the next steps, of this level.
    Steps(usize),
}

#[derive(Default)]
struct Walk {
    notes: Notes,
    place: Place,
    title: Option<String>,
    /// Lines of the head that no key holds.
    remarks: Vec<String>,
    sections: Vec<Section>,
    known: BTreeSet<&'static str>,
}

impl Walk {
    fn take(&mut self, line: &Line<'_>) {
        if line.is_code {
            return self.keep(line);
        }
        if template::is_line(line.text) {
            if let Some((level, name)) = heading(line.text) {
                self.enter(line, level, name);
            }
            return;
        }
        if let Some(left) = template::placeholder_in(line.text) {
            let fault = format!("line {}: `{left}` is still that of the form", line.number);
            self.notes.faults.push(fault);
        }
        match heading(line.text) {
            Some((level, name)) => self.enter(line, level, name),
            None => self.below(line),
        }
    }

    fn enter(&mut self, line: &Line<'_>, level: usize, name: &str) {
        if template::is_line(line.text) && level == 1 {
            return;
        }
        let is_steps = steps::is_heading(name);
        let in_head = matches!(self.place, Place::Head | Place::Attendees);
        if in_head && level == 1 && self.title.is_none() && !is_steps {
            self.title = Some(name.to_owned());
            return;
        }
        if let Place::Steps(above) = self.place
            && above < level
        {
            return self.keep(line);
        }
        self.place = if is_steps {
            Place::Steps(level)
        } else {
            Place::Section
        };
        self.sections.push(Section {
            heading: line.text.to_owned(),
            lines: Vec::new(),
        });
    }

    fn below(&mut self, line: &Line<'_>) {
        match self.place {
            Place::Head => self.in_head(line),
            Place::Attendees
                if line.text.is_empty()
                    || key(line.text).is_some_and(|(key, _)| known(key).is_some()) =>
            {
                self.place = Place::Head;
                self.in_head(line);
            }
            Place::Attendees => self.notes.guests.extend(people::guests(line.text)),
            Place::Section => self.keep(line),
            Place::Steps(_) => {
                if !steps::take(&mut self.notes.steps, line.number, line.text) {
                    self.keep(line);
                }
            }
        }
    }

    fn in_head(&mut self, line: &Line<'_>) {
        let named = key(line.text).and_then(|(key, value)| Some((known(key)?, value)));
        let Some((key, value)) = named else {
            return self.keep(line);
        };
        if key == "attendees" {
            self.notes.guests.extend(people::guests(value));
            if value.is_empty() {
                self.place = Place::Attendees;
            }
            return;
        }
        if value.is_empty() {
            return;
        }
        if !self.known.insert(key) {
            return self.keep(line);
        }
        let told = |text: &str| {
            Some(Told {
                line: line.number,
                text: text.to_owned(),
            })
        };
        match key {
            "date" => {
                let (begin, is_whole) = without_end(value);
                self.notes.date = told(&begin);
                if !is_whole {
                    self.keep(line);
                }
            }
            "opportunity" => self.notes.opportunity = told(value),
            "activity type" => self.notes.activity_type = told(value),
            _ => self.sentiment(line, value),
        }
    }

    fn sentiment(&mut self, line: &Line<'_>, value: &str) {
        let found = Sentiment::ALL
            .iter()
            .find(|(_, word)| word.eq_ignore_ascii_case(value));
        self.notes.sentiment = found.map(|(sentiment, _)| *sentiment);
        if found.is_none() {
            self.notes.doubts.push(format!(
                "line {}: `{value}` is not Positive, Neutral or Negative; it is kept in the summary",
                line.number
            ));
            self.keep(line);
        }
    }

    /// Keeps a line for the summary.
    fn keep(&mut self, line: &Line<'_>) {
        let text = line.text.to_owned();
        match self.sections.last_mut() {
            Some(section) => section.lines.push(text),
            // Keys around a blank line are gone, and the gap with them.
            None if text.is_empty() && self.remarks.last().is_none_or(String::is_empty) => {}
            None => self.remarks.push(text),
        }
    }

    fn finish(mut self) -> Notes {
        let head = self.title.into_iter().chain(self.remarks).collect();
        let mut blocks = vec![Section {
            heading: String::new(),
            lines: head,
        }];
        blocks.append(&mut self.sections);
        let blocks: Vec<String> = blocks.iter().filter_map(Section::written).collect();
        self.notes.summary = blocks.join("\n\n");
        self.notes
    }
}

impl Section {
    /// Returns heading and lines without blank lines around them; none where nothing was written below a heading of
    /// the form.
    fn written(&self) -> Option<String> {
        let body = self.lines.join("\n");
        let body = body.trim_matches('\n');
        match (self.heading.is_empty(), body.is_empty()) {
            (true, false) => Some(body.to_owned()),
            (false, false) => Some(format!("{}\n{body}", self.heading)),
            (false, true) if !is_of_form(&self.heading) => Some(self.heading.clone()),
            _ => None,
        }
    }
}

fn is_of_form(written: &str) -> bool {
    template::is_line(written) || heading(written).is_some_and(|(_, name)| steps::is_heading(name))
}

/// Returns level and name of a Markdown heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let is_heading = (1..=6).contains(&level) && rest.starts_with(' ');
    is_heading.then(|| (level, rest.trim().trim_end_matches('#').trim_end()))
}

/// Returns key and value of a line such as `Date: 2026-11-19`, set off by a dash or by asterisks or not.
fn key(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let line = line
        .strip_prefix("- ")
        .or_else(|| line.strip_prefix("* "))
        .unwrap_or(line);
    let (key, value) = line.split_once(':')?;
    let mark = |c: char| c == '*' || c == '_' || c.is_whitespace();
    let value = value.trim_start_matches("**").trim_start_matches("__");
    Some((key.trim_matches(mark), value.trim()))
}

/// Returns the key of the form that is meant.
fn known(key: &str) -> Option<&'static str> {
    const KEYS: [(&str, &str); 9] = [
        ("date", "date"),
        ("when", "date"),
        ("opportunity", "opportunity"),
        ("attendees", "attendees"),
        ("participants", "attendees"),
        ("activity type", "activity type"),
        ("activity", "activity type"),
        ("type", "activity type"),
        ("sentiment", "sentiment"),
    ];
    let lower = key.to_lowercase();
    let found = KEYS.iter().find(|(name, _)| *name == lower);
    found.map(|(_, key)| *key)
}

/// Returns a date and time without the end of it, as `15:00` of `15:00-16:05`, and whether there was none.
fn without_end(value: &str) -> (String, bool) {
    let is_time = |word: &str| {
        let parts = word.split_once(':');
        parts.is_some_and(|(hour, minute)| {
            let is_number =
                |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
            hour.len() <= 2 && minute.len() == 2 && is_number(hour) && is_number(minute)
        })
    };
    let spaced = value.replace(['\u{2013}', '\u{2014}'], "-");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let (begin, taken) = match word.split_once('-') {
            Some((begin, end)) if is_time(begin) && is_time(end) => (begin, 1),
            None if is_time(word)
                && matches!(words.get(at + 1), Some(&"-" | &"to" | &"until"))
                && words.get(at + 2).is_some_and(|end| is_time(end)) =>
            {
                (*word, 3)
            }
            _ => continue,
        };
        let left = words[..at].iter().copied().chain([begin]);
        let rest = words[at + taken..].iter().copied();
        return (left.chain(rest).collect::<Vec<_>>().join(" "), false);
    }
    (value.to_owned(), true)
}
