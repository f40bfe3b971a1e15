//! What a reviewer has answered so far: kept between two sittings, and open to an editor.

use serde::Deserialize;

use super::said;
use crate::changes::record::text;
use crate::records::review::{Answer, Answered, Item, Remark, Verdict};
use crate::records::values::Digest;
use crate::source::rewrite::{Yaml, render};
use crate::source::strict;

/// A verdict that is not given yet.
#[derive(Debug, Default)]
pub struct Draft {
    /// Digest of the content that the answers are about.
    pub digest: Option<Digest>,
    pub verdict: Option<Verdict>,
    /// Deliverables that were looked at, as `deliverables[0]`.
    pub looked_at: Vec<String>,
    pub checklist: Vec<Answered>,
    pub comments: Vec<Remark>,
}

/// A draft as it is written, with items that nobody has answered.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    digest: Option<Digest>,
    verdict: Option<Verdict>,
    looked_at: Option<Vec<String>>,
    checklist: Option<Vec<Asked>>,
    comments: Option<Vec<Remark>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    item: Item,
    answer: Option<Answer>,
    reason: Option<String>,
}

impl Draft {
    /// Returns the name under which the draft of a SOW is kept.
    pub fn name(sow: &str) -> String {
        format!("review-{sow}.yaml")
    }

    /// Reads a draft.
    ///
    /// # Errors
    /// What keeps it from being one, in one sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        let written: Written = strict::typed(text).map_err(|faults| {
            let told = faults.into_iter().map(|fault| fault.message);
            told.collect::<Vec<_>>().join("; ")
        })?;
        let mut draft = Self {
            digest: written.digest,
            verdict: written.verdict,
            looked_at: written.looked_at.unwrap_or_default(),
            checklist: Vec::new(),
            comments: written.comments.unwrap_or_default(),
        };
        for asked in written.checklist.unwrap_or_default() {
            if let Some(answer) = asked.answer {
                draft.answer(asked.item, answer, asked.reason);
            }
        }
        Ok(draft)
    }

    /// Returns the draft as a text that reads back.
    pub fn text(&self) -> String {
        let mut keys = Vec::new();
        let digest = self.digest.as_ref();
        keys.extend(digest.map(|digest| text("digest", &digest.to_string())));
        let verdict = self
            .verdict
            .map(|verdict| Yaml::Bare(verdict.name().into()));
        keys.extend(verdict.map(|verdict| ("verdict".to_owned(), verdict)));
        if !self.looked_at.is_empty() {
            let paths = self.looked_at.iter();
            let paths = paths.map(|path| Yaml::Text(path.clone())).collect();
            keys.push(("looked_at".into(), Yaml::List(paths)));
        }
        keys.extend(said(self));
        render(&Yaml::Map(keys))
    }

    /// Returns the form that an editor opens: what was answered, and every item with what it asks.
    pub fn form(&self, sow: &str) -> String {
        let mut form = format!(
            "# Your verdict on {sow}. Fill in what you know, save and close; delete everything to leave it.\n\
             # verdict: approved or changes-requested\n\
             # Each item: yes, no, or na with a reason. Comments name a key of the SOW.\n"
        );
        let verdict = self.verdict.map_or("", Verdict::name);
        form += &format!("verdict: {verdict}\nchecklist:\n");
        for (item, word, asks) in Item::ALL {
            let answered = self.checklist.iter().find(|one| one.item == *item);
            let answer = answered.map_or("", |one| one.answer.name());
            form += &format!("  # {asks}\n  - item: {word}\n    answer: {answer}\n");
            let reason = answered.and_then(|one| one.reason.as_ref());
            if let Some(reason) = reason {
                let line = render(&Yaml::Map(vec![text("reason", reason)]));
                form += &line
                    .lines()
                    .map(|line| format!("    {line}\n"))
                    .collect::<String>();
            }
        }
        let comments = said(&Self {
            checklist: Vec::new(),
            comments: self.comments.iter().map(copy).collect(),
            ..Self::default()
        });
        match comments.is_empty() {
            true => {
                form + "# comments:\n#   - path: deliverables[0].effort\n#     text: what to change\n"
            }
            false => form + &render(&Yaml::Map(comments)),
        }
    }

    /// Answers an item, in place of an earlier answer.
    pub fn answer(&mut self, item: Item, answer: Answer, reason: Option<String>) {
        let answered = Answered {
            item,
            answer,
            reason,
        };
        match self.checklist.iter_mut().find(|one| one.item == item) {
            Some(earlier) => *earlier = answered,
            None => self.checklist.push(answered),
        }
        self.checklist.sort_by_key(|one| one.item);
    }

    /// Returns what is left of a draft when the content became another: the comments, and no answer on what has changed.
    pub fn onto(mut self, digest: &Digest) -> Self {
        if self.digest.as_ref() != Some(digest) {
            self.looked_at.clear();
            self.checklist.clear();
            self.verdict = None;
        }
        self.digest = Some(digest.clone());
        self
    }
}

fn copy(remark: &Remark) -> Remark {
    Remark {
        path: remark.path.clone(),
        text: remark.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let mut draft = Draft {
            digest: Some(Digest::of("a")),
            verdict: Some(Verdict::ChangesRequested),
            looked_at: vec!["deliverables[0]".into()],
            comments: vec![Remark {
                path: "deliverables[0].effort".into(),
                text: "yes: # too low\nby half".into(),
            }],
            ..Draft::default()
        };
        draft.answer(Item::Risks, Answer::No, None);
        draft.answer(Item::Actions, Answer::Na, Some("none: of ours".into()));
        draft.answer(Item::Risks, Answer::Yes, None);
        draft
    }

    #[test]
    fn a_draft_reads_back_and_an_item_is_answered_once() {
        let text = draft().text();
        let read = Draft::read(&text).expect("a draft");
        assert_eq!(read.text(), text);
        let items: Vec<&str> = read.checklist.iter().map(|one| one.item.name()).collect();
        assert_eq!(items, ["actions", "risks"]);
        assert_eq!(read.checklist[1].answer, Answer::Yes);
        assert_eq!(read.comments[0].text, "yes: # too low\nby half");
    }

    #[test]
    fn the_form_asks_every_item_and_keeps_what_was_answered() {
        let form = draft().form("SOW-4T9K2M7X");
        for (_, word, asks) in Item::ALL {
            assert!(form.contains(word) && form.contains(asks), "{word}");
        }
        let read = Draft::read(&form).expect("a form is a draft");
        assert_eq!(read.checklist.len(), 2);
        assert_eq!(read.checklist[0].reason.as_deref(), Some("none: of ours"));
        assert_eq!(read.comments.len(), 1);
        assert_eq!(read.verdict, Some(Verdict::ChangesRequested));
    }

    #[test]
    fn a_form_nobody_filled_in_says_nothing() {
        let read = Draft::read(&Draft::default().form("SOW-4T9K2M7X")).expect("a draft");
        assert!(read.checklist.is_empty() && read.comments.is_empty() && read.verdict.is_none());
    }

    #[test]
    fn other_content_is_looked_at_again() {
        let same = draft().onto(&Digest::of("a"));
        assert_eq!((same.looked_at.len(), same.checklist.len()), (1, 2));
        let other = draft().onto(&Digest::of("b"));
        assert!(other.looked_at.is_empty() && other.checklist.is_empty());
        assert!(other.verdict.is_none() && other.comments.len() == 1);
    }

    #[test]
    fn what_is_no_draft_is_told() {
        let told = Draft::read("checklist: [{item: riskz, answer: yes}]\n").err();
        assert!(told.expect("no draft").contains("riskz"));
    }
}
