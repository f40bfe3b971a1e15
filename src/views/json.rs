//! Answers for programs: one JSON object, the same shape whether a command did its work or refused.
//! What the answer holds is decided in `reports`.

use serde::Serialize;
use serde_json::Value;

use super::{Refusal, plain};
use crate::finding::{Finding, Verdict};

/// What an answer is made of.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    /// Names the shape of `data`: `request-list` makes the schema `desk.request-list/1`.
    pub name: &'a str,
    /// The time that counted as now, as RFC 3339.
    pub now: &'a str,
    pub ok: bool,
    pub data: Option<&'a Value>,
    pub findings: &'a [Finding],
    pub error: Option<&'a Refusal>,
}

/// Returns the answer as an indented object that ends with a line feed.
///
/// Characters that a terminal would not show are escaped, so a program reads them and nobody is deceived.
pub fn envelope(envelope: &Envelope<'_>) -> String {
    let written = Written {
        schema: format!("desk.{}/1", envelope.name),
        now: envelope.now,
        ok: envelope.ok,
        data: envelope.data,
        findings: envelope.findings.iter().map(WrittenFinding::of).collect(),
        error: envelope.error.map(|refusal| WrittenRefusal {
            message: &refusal.message,
            help: &refusal.help,
            details: &refusal.details,
        }),
    };
    let text = serde_json::to_string_pretty(&written)
        .expect("every key is a text, and every value has a form in JSON");
    escaped(&text) + "\n"
}

/// The promise to programs: fields are added at the end, never changed.
#[derive(Serialize)]
struct Written<'a> {
    schema: String,
    now: &'a str,
    ok: bool,
    data: Option<&'a Value>,
    findings: Vec<WrittenFinding<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<WrittenRefusal<'a>>,
}

#[derive(Serialize)]
struct WrittenRefusal<'a> {
    message: &'a str,
    help: &'a str,
    details: &'a [String],
}

#[derive(Serialize)]
struct WrittenFinding<'a> {
    check: &'a str,
    level: &'a str,
    message: &'a str,
    help: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    record: Option<&'a str>,
    owner: Option<&'a str>,
    blocking: bool,
    waived: Option<&'a str>,
    since: Option<String>,
}

impl<'a> WrittenFinding<'a> {
    fn of(finding: &'a Finding) -> Self {
        let position = finding.at.position();
        Self {
            check: finding.check,
            level: finding.level.name(),
            message: &finding.message,
            help: &finding.help,
            path: &finding.at.source.path,
            line: position.line,
            column: position.column,
            record: finding.record.as_deref(),
            owner: finding.owner.as_deref(),
            blocking: finding.blocks(),
            waived: match &finding.verdict {
                Verdict::Waived(id) => Some(id),
                Verdict::Shown | Verdict::Blocks => None,
            },
            since: finding.since.map(|since| since.to_string()),
        }
    }
}

/// Returns JSON with hidden characters as `\u` escapes; outside its strings there are none but line feeds.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if character == '\n' || !plain::is_hidden(character) {
            text.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            text += &format!("\\u{unit:04x}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::fixture::{error, waived, warning};
    use proptest::prelude::*;
    use serde_json::json;
    use snapbox::{assert_data_eq, str};

    const FINE: Envelope<'static> = Envelope {
        name: "request-list",
        now: "2026-11-23T14:00:00+01:00",
        ok: true,
        data: None,
        findings: &[],
        error: None,
    };

    #[test]
    fn data_keeps_its_order() {
        let data = json!([{"id": "REQ-4T9K2M7X", "account": "Léman"}]);
        assert_data_eq!(
            envelope(&Envelope {
                data: Some(&data),
                ..FINE
            }),
            str![[r#"
{
  "schema": "desk.request-list/1",
  "now": "2026-11-23T14:00:00+01:00",
  "ok": true,
  "data": [
    {
      "id": "REQ-4T9K2M7X",
      "account": "Léman"
    }
  ],
  "findings": []
}

"#]]
        );
    }

    #[test]
    fn a_refusal_is_an_object_of_the_same_shape() {
        let refused = Refusal {
            message: "the change is refused".into(),
            details: vec!["one".into()],
            help: "mend what blocks it".into(),
        };
        let findings = [warning()];
        assert_data_eq!(
            envelope(&Envelope {
                ok: false,
                findings: &findings,
                error: Some(&refused),
                ..FINE
            }),
            str![[r#"
{
  "schema": "desk.request-list/1",
  "now": "2026-11-23T14:00:00+01:00",
  "ok": false,
  "data": null,
  "findings": [
    {
      "check": "unknown-person",
      "level": "warning",
      "message": "nobody has the handle `bob`",
      "help": "add `people/bob.yaml`",
      "path": "people/ada.yaml",
      "line": 2,
      "column": 7,
      "record": null,
      "owner": null,
      "blocking": false,
      "waived": null,
      "since": null
    }
  ],
  "error": {
    "message": "the change is refused",
    "help": "mend what blocks it",
    "details": [
      "one"
    ]
  }
}

"#]]
        );
    }

    #[test]
    fn a_finding_names_its_record_its_owner_and_where_the_gate_stands() {
        let findings = [error(), waived()];
        let text = envelope(&Envelope {
            findings: &findings,
            ..FINE
        });
        let read: Value = serde_json::from_str(&text).expect("it is JSON");
        let [blocking, aside] = [&read["findings"][0], &read["findings"][1]];
        assert_eq!(blocking["record"], "REQ-4T9K2M7X");
        assert_eq!(blocking["owner"], "ada");
        assert_eq!(blocking["blocking"], true);
        assert_eq!(blocking["waived"], Value::Null);
        assert_eq!(aside["blocking"], false);
        assert_eq!(aside["waived"], "WVR-7K2M9QXA");
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_and_none_reaches_the_terminal(text in "(?s).{0,40}") {
            let hostile = format!("{text}\u{1b}[2J\u{9b}0m\u{202e}\u{e0041}\u{7f}");
            let data = json!({ hostile.as_str(): hostile });
            let written = envelope(&Envelope { data: Some(&data), ..FINE });
            prop_assert!(!written.chars().any(|c| c != '\n' && plain::is_hidden(c)), "{:?}", written);
            let read: Value = serde_json::from_str(&written).expect("it is JSON");
            prop_assert_eq!(&read["data"], &data);
        }
    }
}
