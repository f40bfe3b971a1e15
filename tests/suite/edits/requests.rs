//! Requests as people write them by hand: every style of quoting and indentation, comments everywhere.
//! Each comment is numbered, so that it can be looked for.

use desk::records::request::{KIND, State};
use proptest::prelude::*;

/// A request's text, and the states it went through.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) states: Vec<State>,
}

/// How a text stands behind its key: `~` is a comment that may be there, `>>` the indentation below the key.
const TEXTS: &[&str] = &[
    " word~\n",
    "   Léman & co.~\n",
    " 'it''s # no comment'~\n",
    " \"tab\\t: \\\"é\\\"\"~\n",
    " \"two\n\n>>  lines\"~\n",
    " plain over\n>>two lines~\n",
    "~\n>>below~\n",
    " |~\n>>one\n\n>>two # text\n",
    " |-~\n>>one\n>>    deep\n\n",
    " |+~\n>>one\n\n\n",
    " |1~\n>>  deep\n>>less\n",
    " >~\n>>folded\n>>text\n\n>>more\n",
    " >-~\n>>folded\n\n",
    " \"https://docs.example.com/cp\"~\n",
    "~\n",
];

const HANDLES: &[&str] = &[" sam~\n", " 'sam'~\n", "  \"sam\"~\n", "~\n>>sam~\n"];

const IDS: &[&str] = &[
    " OPP-7H3J5K9M~\n",
    " 'opp-7h3j5k9m'~\n",
    " \"OPP-7H3J5K9M\"~\n",
];

const LISTS: &[&str] = &[
    " [WORD]~\n",
    " [ WORD,\n>>WORD ]~\n",
    " []~\n",
    "\n^- WORD~\n",
    "~\n>>- WORD~\n>>- 'WORD'~\n",
    "\n>>-   WORD~\n",
];

/// Courses that the lifecycle allows.
const COURSES: &[&[State]] = &[
    &[State::Open],
    &[State::Open, State::Waiting],
    &[State::Open, State::Triaged],
    &[State::Open, State::Triaged, State::DemoReady],
    &[State::Open, State::Triaged, State::Doing],
    &[State::Open, State::Triaged, State::Doing, State::Waiting],
    &[State::Open, State::Triaged, State::Doing, State::Followup],
    &[State::Open, State::Triaged, State::Doing, State::Closed],
    &[State::Open, State::Declined],
];

/// Returns requests in one of their courses, with any of their keys, in the order of the kind or another.
pub(super) fn request() -> impl Strategy<Value = Written> {
    prop::collection::vec(any::<u8>(), 60..140).prop_map(|choices| Pen::new(&choices).request())
}

/// Writes a request, asking a row of bytes wherever there is a choice.
struct Pen<'a> {
    choices: std::iter::Cycle<std::slice::Iter<'a, u8>>,
    text: String,
    comments: usize,
}

impl<'a> Pen<'a> {
    fn new(choices: &'a [u8]) -> Self {
        Self {
            choices: choices.iter().cycle(),
            text: String::new(),
            comments: 0,
        }
    }

    /// Returns a number below `end`.
    fn pick(&mut self, end: usize) -> usize {
        usize::from(*self.choices.next().expect("a row that is not empty")) % end
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.pick(of.len())]
    }

    fn request(mut self) -> Written {
        let states = self.one(COURSES).to_vec();
        self.text = self
            .one(&[
                "",
                "# head\n",
                "# head\n---\n",
                "\n# yaml-language-server: $schema=x\n\n",
            ])
            .into();
        let mut keys: Vec<&str> = KIND.keys.to_vec();
        if self.pick(3) == 0 {
            let by = self.pick(keys.len());
            keys.rotate_left(by);
        }
        for key in keys {
            let is_needed = ["template", "requester", "history"].contains(&key);
            if is_needed || self.pick(2) == 0 {
                self.entry(key, &states);
            }
        }
        self.ends();
        Written {
            text: self.text,
            states,
        }
    }

    fn entry(&mut self, key: &str, states: &[State]) {
        self.text.push_str(key);
        self.text.push(':');
        match key {
            "template" => self.fill(" sa-activity~\n", ""),
            "requester" | "account" | "owner" => self.any(HANDLES, ""),
            "opportunity" => self.any(IDS, ""),
            "follows" => self.fill(" REQ-4T9K2M7X~\n", ""),
            "flags" => self.list("pov"),
            "secondary_sas" => self.list("eve"),
            "command_plan" => self.mapping(&["link", "why_now", "identified_pain", "champion"]),
            "meeting" => self.mapping(&["goal", "objectives", "expectations"]),
            "subscription" => self.fill(" self-managed~\n", ""),
            "sme" => self.mapping(&["engagement"]),
            "event" => self.mapping(&["name", "competency", "availability", "diversity"]),
            "product" => self.mapping(&["gathered", "explored", "engaged", "communicated"]),
            "demo" => self.mapping(&["searched"]),
            "rfx" => self.mapping(&["outline"]),
            "security" => self.mapping(&["trust_center", "topics", "document"]),
            "partner" => self.mapping(&["name", "esm", "business_owner"]),
            "secondary" => self.mapping(&["why"]),
            "ride_along" => self.mapping(&["meetings", "goal"]),
            "strategic" => self.mapping(&["why", "sponsor"]),
            "content" => self.mapping(&["topic", "audience"]),
            "handoffs" => self.handoffs(),
            "flagged" => self.flagged(),
            "comments" => self.comments(),
            "history" => self.history(states),
            _ => self.any(TEXTS, ""),
        }
        self.between("");
    }

    /// Blank lines and comments on lines of their own.
    fn between(&mut self, indent: &str) {
        let lines = self.one(&["", "", "", "\n", "^", "\n^\n", "^^"]);
        self.fill(lines, indent);
    }

    fn any(&mut self, styles: &[&str], indent: &str) {
        let style = self.one(styles);
        self.fill(style, indent);
    }

    fn list(&mut self, word: &str) {
        let style = self.one(LISTS).replace("WORD", word);
        self.fill(&style, "");
    }

    fn mapping(&mut self, keys: &[&str]) {
        let style = self.pick(6);
        match style {
            0 => return self.fill(" {}~\n", ""),
            1 => return self.fill("~\n", ""),
            2 => {
                let second = keys.get(1);
                let second = second.map_or(String::new(), |key| format!(", \"{key}\":  'a, b'"));
                let flow = format!(" {{{}: word{second}}}~\n", keys[0]);
                return self.fill(&flow, "");
            }
            _ => self.fill("~\n", ""),
        }
        let indent = " ".repeat(1 + style);
        let first = self.pick(keys.len());
        for key in &keys[first..] {
            self.text.push_str(&format!("{indent}{key}:"));
            self.any(TEXTS, &indent);
            self.between(&indent);
        }
    }

    fn comments(&mut self) {
        let comment: &[(&str, &str)] = &[
            ("at", "2026-11-20T10:00:00+01:00"),
            ("by", "sam"),
            ("text", "'asked: Lars'"),
        ];
        match self.pick(4) {
            0 => self.fill(" []~\n", ""),
            1 => self.fill("~\n", ""),
            _ => self.entries(&[comment, comment], "text"),
        }
    }

    fn handoffs(&mut self) {
        let handoff: &[(&str, &str)] = &[
            ("at", "2026-11-20T10:00:00+01:00"),
            ("by", "sam"),
            ("to", "eve"),
        ];
        match self.pick(3) {
            0 => self.fill(" []~\n", ""),
            _ => self.entries(&[handoff, handoff], "note"),
        }
    }

    fn flagged(&mut self) {
        let change: &[(&str, &str)] = &[
            ("at", "2026-11-20T10:00:00+01:00"),
            ("by", "sam"),
            ("flag", "pov"),
            ("on", "true"),
        ];
        match self.pick(3) {
            0 => self.fill(" []~\n", ""),
            _ => self.entries(&[change, change], "note"),
        }
    }

    fn history(&mut self, states: &[State]) {
        let moves: Vec<Vec<(&str, &str)>> = states
            .iter()
            .map(|state| {
                let to = desk::lifecycle::State::name(*state);
                vec![("at", "2026-11-20T09:00:00Z"), ("by", "sam"), ("to", to)]
            })
            .collect();
        let moves: Vec<&[(&str, &str)]> = moves.iter().map(Vec::as_slice).collect();
        self.entries(&moves, "note");
    }

    /// Writes a list of mappings, between brackets or below each other; `long` is a key for a text of any style.
    fn entries(&mut self, entries: &[&[(&str, &str)]], long: &str) {
        let flow = |entry: &[(&str, &str)]| {
            let pairs: Vec<String> = entry
                .iter()
                .map(|(key, word)| format!("{key}: {word}"))
                .collect();
            format!("{{{}}}", pairs.join(", "))
        };
        let indent = self.one(&["", "  ", "    "]);
        if self.pick(5) == 0 {
            let all: Vec<String> = entries.iter().map(|entry| flow(entry)).collect();
            let joined = all.join(self.one(&[", ", ",\n  "]));
            return self.fill(&format!(" [{joined}]~\n"), "");
        }
        self.fill("~\n", "");
        for entry in entries {
            let own = if self.pick(3) == 0 { "^" } else { "" };
            self.fill(own, indent);
            let dash = self.one(&["- ", "-   "]);
            if self.pick(3) == 0 {
                self.fill(&format!("{indent}{dash}{}~\n", flow(entry)), indent);
                continue;
            }
            let below = format!("{indent}{}", " ".repeat(dash.len()));
            for (at, (key, word)) in entry.iter().filter(|(key, _)| *key != long).enumerate() {
                let before = if at == 0 {
                    format!("{indent}{dash}")
                } else {
                    below.clone()
                };
                // A truth value in quotes is a text.
                let styles = &[" WORD~\n", "  'WORD'~\n"];
                let styles = &styles[..if *word == "true" { 1 } else { 2 }];
                let word = self.one(styles).replace("WORD", word.trim_matches('\''));
                self.text.push_str(&format!("{before}{key}:"));
                self.fill(&word, &below);
            }
            let has_long = entry.iter().any(|(key, _)| *key == long);
            if has_long || self.pick(3) == 0 {
                self.text.push_str(&format!("{below}{long}:"));
                let texts = if has_long {
                    &TEXTS[..TEXTS.len() - 1]
                } else {
                    TEXTS
                };
                self.any(texts, &below);
            }
        }
    }

    /// Adds lines, with comments where choices say so.
    fn fill(&mut self, lines: &str, indent: &str) {
        let lines = lines.replace(">>", &format!("{indent} "));
        for c in lines.chars() {
            match c {
                '~' if self.pick(3) == 0 => {
                    self.comments += 1;
                    self.text.push_str(&format!("  # c{}. é", self.comments));
                }
                '^' if self.pick(2) == 0 => {
                    self.comments += 1;
                    self.text
                        .push_str(&format!("{indent}# c{}. own\n", self.comments));
                }
                '~' | '^' => {}
                c => self.text.push(c),
            }
        }
    }

    /// Chooses the ends: of the file, and of its lines.
    fn ends(&mut self) {
        match self.pick(12) {
            0 => self.text.truncate(self.text.trim_end_matches('\n').len()),
            1 => self.text.push_str("\n\n"),
            _ => {}
        }
        if self.pick(4) == 0 {
            self.text = self.text.replace('\n', "\r\n");
        }
    }
}
