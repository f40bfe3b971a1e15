//! Finds a Why Now or an Identified Pain that is a catchword and no sentence.

use super::{Check, Review, Sees};
use crate::finding::{Finding, Level, Note};
use crate::records::Request;
use crate::records::request::Item;
use crate::records::values::answer;

pub(super) static CHECK: Check = Check {
    name: "not-a-sentence",
    level: Level::Warning,
    summary: "a Why Now or Identified Pain that is no sentence",
    docs: r#"## What it finds
A Why Now or Identified Pain of fewer words than `sentence_words` in `desk.toml` (4), or that does not end
as a sentence does. Requests that were declined are left alone.

## Why it matters
Source document 003: it is critical that SAs are engaged when Why Now and Identify Pain are in sentence
format. "Performance" tells nobody who hurts, how much, or by when.

## What to do
Write who loses what, and by when it must change:
`sa request edit ID --set command_plan.why_now="The audit is on 15 March and ..."`.

## Example
```yaml
#- requests/2026-11/REQ-4T9K2M7X.yaml
template: sa-activity
requester: dana
customer: Halden Energi AS
sa_asks: Technical deep dive on caching
command_plan:
  identified_pain: performance
#                  ^^^^^^^^^^^ warning: Identified Pain is 1 word, and a sentence has 4 or more
history:
  - {at: 2026-11-20T09:00:00Z, by: sam, to: open}
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for request in review.each::<Request>() {
        if request.is_declined() {
            continue;
        }
        for item in [Item::WhyNow, Item::IdentifiedPain] {
            let Some(text) = request
                .says(item)
                .filter(|text| answer::is_answer(item.key(), text))
            else {
                continue;
            };
            let Some(what) = lacks(&text, review.policy.sentence_words) else {
                continue;
            };
            let mut finding = review.finding(
                &CHECK,
                request.file,
                item.key(),
                format!("{} {what}", item.title()),
                format!(
                    "say who loses what, and by when it must change: `sa request edit {} --set {}=\"...\"`",
                    request.id(),
                    item.key()
                ),
            );
            finding
                .notes
                .extend(
                    review
                        .policy
                        .place("requests.sentence_words")
                        .map(|place| Note {
                            message: "this desk's least number of words".into(),
                            at: place.clone(),
                        }),
                );
            findings.push(finding);
        }
    }
}

/// Returns what a text lacks to be a sentence, worded after its title; `None` for a sentence.
fn lacks(text: &str, least: i64) -> Option<String> {
    let words = text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count();
    if (words as i64) < least {
        let unit = if words == 1 { "word" } else { "words" };
        return Some(format!(
            "is {words} {unit}, and a sentence has {least} or more"
        ));
    }
    let ends = text
        .trim_end()
        .trim_end_matches(['"', '\'', ')', '*', '_', '\u{201d}', '\u{2019}', '»']);
    let closed = ends.ends_with(['.', '!', '?', '\u{2026}', '。']);
    (!closed).then(|| "does not end as a sentence does".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_its_words_and_its_end() {
        assert_eq!(lacks("The audit is due.", 4), None);
        assert_eq!(
            lacks("The audit is due", 4).as_deref(),
            Some("does not end as a sentence does")
        );
        assert_eq!(
            lacks("Audit is due.", 4).as_deref(),
            Some("is 3 words, and a sentence has 4 or more")
        );
        assert_eq!(lacks("He said \"the audit is due.\"", 4), None);
        assert_eq!(
            lacks("- - - -", 4).as_deref(),
            Some("is 0 words, and a sentence has 4 or more")
        );
    }
}
