//! Walks the lines of a form and gives each to the item it stands under.
//! What the text of an item is worth is judged elsewhere.

use super::actions;
use super::labels::{self, Fit, Topic};
use super::lines::{Kind, Line};
use super::marks::{self, BOLD, Mark, Rank, Tick};

/// A line with its number, counted from 1.
pub(super) type Numbered = (usize, String);

/// One item of the form with what stands below its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) topic: Topic,
    pub(super) lines: Vec<Numbered>,
}

/// A form in pieces, each in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pieces {
    pub(super) template: Option<&'static str>,
    pub(super) items: Vec<Item>,
    /// Lines that belong to no item.
    pub(super) remarks: Vec<Numbered>,
    /// Label names that quick actions would set.
    pub(super) labels: Vec<Numbered>,
}

/// Divides a form into pieces; every line that shows something is in one of them, save the names
/// of items, the name of the template, and boxes of the form that were left alone.
pub(super) fn divide(lines: &[Line]) -> Pieces {
    let mut walk = Walk::default();
    let mut rest = lines;
    while let [line, later @ ..] = rest {
        let below = later.first();
        rest = if walk.take(line, below) == Taken::Two {
            &later[1..]
        } else {
            later
        };
    }
    walk.pieces
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    One,
    /// A heading and the line drawn below it.
    Two,
}

/// The section being read, and the item inside it.
#[derive(Clone, Copy)]
struct Open {
    section: Topic,
    rank: Rank,
    /// Place among the items; none below a heading that is not the form's.
    item: Option<usize>,
    tail: Tail,
}

/// Where a short answer that began on the line of its label stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tail {
    /// Everything up to the next label belongs to the item.
    Long,
    /// A blank line or a quick action will end the item.
    UntilBlank,
    /// What comes now belongs to no item.
    Over,
}

#[derive(Default)]
struct Walk {
    pieces: Pieces,
    open: Option<Open>,
    /// Whether a line that shows something was seen.
    begun: bool,
    /// Whether an item of the form was seen.
    in_form: bool,
}

impl Walk {
    fn take(&mut self, line: &Line, below: Option<&Line>) -> Taken {
        let first = !self.begun && !line.is_blank();
        self.begun |= first;
        if line.kind == Kind::Code || line.is_blank() {
            self.add(line);
            return Taken::One;
        }
        if let Some(named) = actions::labels(&line.text) {
            let named = named.into_iter().map(|label| (line.number, label));
            self.pieces.labels.extend(named);
            self.end_short_answer();
            return Taken::One;
        }
        if actions::is_action(&line.text) {
            self.end_short_answer();
            self.remark(line);
            return Taken::One;
        }
        self.marked(line, below, first)
    }

    fn marked(&mut self, line: &Line, below: Option<&Line>, first: bool) -> Taken {
        if let Some(heading) = marks::heading(&line.text) {
            match marks::named(heading.text, heading.level).filter(|mark| self.accepts(mark)) {
                Some(mark) => self.enter(line, &mark),
                None => self.foreign(line, heading.text, heading.level, first),
            }
            return Taken::One;
        }
        let level = below
            .filter(|below| below.kind == Kind::Markdown)
            .and_then(|below| marks::underlined(&below.text));
        if let Some(level) = level {
            let mark = marks::named(line.text.trim(), level).filter(|mark| self.accepts(mark));
            if let Some(mark) = mark.filter(|mark| mark.rest.is_empty()) {
                self.enter(line, &mark);
                return Taken::Two;
            }
            if !self.in_form && labels::template(&line.text).is_some() {
                self.foreign(line, &line.text, level, first);
                return Taken::Two;
            }
        }
        match marks::label(&line.text).filter(|mark| self.accepts(mark)) {
            Some(mark) => self.enter(line, &mark),
            None if first => self.first_line(line),
            None => self.add(line),
        }
        Taken::One
    }

    /// A label counts in its own section, where a section of its weight may begin, and otherwise
    /// only when it is set off and spelled as the form does.
    fn accepts(&self, mark: &Mark) -> bool {
        let Some(open) = self.open else {
            return mark.fit != Fit::Inside;
        };
        let inside = mark.topic.section() == open.section;
        if inside && mark.topic != open.section {
            return true;
        }
        let free = mark.rank <= open.rank;
        match mark.fit {
            Fit::Inside => false,
            _ if free => true,
            Fit::Full => !inside && mark.rank <= BOLD,
            Fit::Short => false,
        }
    }

    fn enter(&mut self, line: &Line, mark: &Mark) {
        if mark.wordy {
            self.remark(line);
        }
        let named = mark.topic == Topic::Template && !mark.rest.is_empty();
        if named {
            if !self.takes_template(mark.rest) {
                self.remark(line);
            }
            return;
        }
        self.in_form = true;
        let text = answer_beside(line, mark);
        let beside: Vec<Numbered> = (!text.is_empty())
            .then_some((line.number, text))
            .into_iter()
            .collect();
        let answered = !beside.is_empty();
        let topic = mark.topic;
        self.pieces.items.push(Item {
            topic,
            lines: beside,
        });
        let passing = matches!(topic, Topic::Requester | Topic::Region);
        if passing && answered && mark.rank >= BOLD {
            return;
        }
        let section = topic.section();
        let rank = match self.open {
            Some(open) if open.section == section && topic != section => open.rank,
            _ => mark.rank,
        };
        let short = answered && topic.is_short();
        self.open = Some(Open {
            section,
            rank,
            item: Some(self.pieces.items.len() - 1),
            tail: if short { Tail::UntilBlank } else { Tail::Long },
        });
    }

    /// A heading that is none of the form's: a title before the form, text when it lies deeper
    /// than the section around it, else the end of that section.
    fn foreign(&mut self, line: &Line, text: &str, level: Rank, first: bool) {
        if !self.in_form && self.takes_template(text) {
            return;
        }
        if first {
            return self.first_line(line);
        }
        if self.open.is_some_and(|open| level > open.rank) {
            return self.add(line);
        }
        if self.in_form {
            self.open = Some(Open {
                section: Topic::Foreign,
                rank: level,
                item: None,
                tail: Tail::Long,
            });
        }
        self.remark(line);
    }

    fn first_line(&mut self, line: &Line) {
        let text = marks::heading(&line.text).map_or(line.text.as_str(), |heading| heading.text);
        if !self.takes_template(text) {
            self.pieces.template = labels::template_at_start(text);
            self.remark(line);
        }
    }

    /// The first template named stands.
    fn takes_template(&mut self, name: &str) -> bool {
        let named = labels::template(name);
        if named.is_none() || self.pieces.template.is_some() {
            return named.is_some() && named == self.pieces.template;
        }
        self.pieces.template = named;
        true
    }

    fn end_short_answer(&mut self) {
        if let Some(open) = &mut self.open
            && open.tail == Tail::UntilBlank
        {
            open.tail = Tail::Over;
        }
    }

    fn add(&mut self, line: &Line) {
        if line.is_blank() {
            self.end_short_answer();
        }
        if let Some(open) = self.open {
            let item = open.item.filter(|_| open.tail != Tail::Over);
            if let Some(item) = item.and_then(|at| self.pieces.items.get_mut(at)) {
                item.lines.push((line.number, line.text.clone()));
                return;
            }
        }
        self.remark(line);
    }

    fn remark(&mut self, line: &Line) {
        self.pieces.remarks.push((line.number, line.text.clone()));
    }
}

/// What a label line answers: the text after the label; for a ticked box its own words, and an
/// open box stays with the text after it, so that it is seen not to be ticked.
fn answer_beside(line: &Line, mark: &Mark) -> String {
    match (mark.tick, mark.rest) {
        (Tick::Ticked, "") => marks::unboxed(&line.text).1.to_owned(),
        (Tick::Open, rest) if !rest.is_empty() => format!("[ ] {rest}"),
        (_, rest) => rest.to_owned(),
    }
}
