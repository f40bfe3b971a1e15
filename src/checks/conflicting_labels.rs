//! Finds labels of SOWs that exclude each other, or that say another state than the SOW is in.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::records::review::Standing;
use crate::records::sow::Assistance;
use crate::records::{File, One, Sow};

pub(super) static CHECK: Check = Check {
    name: "conflicting-labels",
    level: Level::Error,
    summary: "labels of a SOW that exclude each other, or say what is not so",
    docs: r#"## What it finds
- Two different `labels` of one scope, which is what stands before the last `::`; case does not count.
- A label of the scope `proposal`, `Scoping` or `TA` that is not the one that the state of the SOW, the help with its
  questions or its review gives (`docs/lifecycles.md`). `TA:Approved` counts as `TA::Approved`, and `_` as a space.

In a draft, before a review is asked for or it is offered, this is a warning, and so is a label that only asks for help
or for a review; a SOW that is lost or on hold is left
alone.

## Why it matters
A scoped label says how far the SOW is, and an issue has one of each scope. `TA::Approved` typed by hand is an approval
that nobody gave.

## What to do
Take the label away: `sa sow edit ID --edit`. Those of the three scopes come from the record by themselves.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
labels:
  - Segment::Ent_EMEA
  - TA:Approved
#   ^^^^^^^^^^^ error: `TA:Approved` does not say how it is: that is `TA::Needs-Review`
review_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let sow = file.as_one::<Sow>();
    sow.is_some_and(|sow| draft::is_asked(&sow) && !sow.labels.is_empty())
}

/// A label that excludes others of its scope, both without case and with `_` as a space.
#[derive(PartialEq, Eq)]
struct Scoped {
    scope: String,
    value: String,
}

impl Scoped {
    /// Returns a label with its scope; nothing for one without.
    fn of(label: &str) -> Option<Self> {
        let plain = |part: &str| part.trim().to_lowercase().replace('_', " ");
        let parts = |(scope, value): (&str, &str)| Self {
            scope: plain(scope),
            value: plain(value),
        };
        if let Some(two) = label.rsplit_once("::") {
            return Some(parts(two));
        }
        let one = label.split_once(':').map(parts);
        one.filter(|label| ["proposal", "scoping", "ta"].contains(&label.scope.as_str()))
    }

    /// Returns whether the label asks for something, as people do by hand, and claims nothing.
    fn asks(&self) -> bool {
        let (scope, value) = (self.scope.as_str(), self.value.as_str());
        matches!(
            (scope, value),
            ("ta", "needs-review") | ("scoping", "needs ta assistance")
        )
    }
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        for (place, label) in sow.labels.iter().enumerate() {
            let Some(scoped) = Scoped::of(label) else {
                continue;
            };
            let other = sow.labels[..place].iter().find(|other| {
                let other = Scoped::of(other);
                other.is_some_and(|other| other.scope == scoped.scope && other != scoped)
            });
            if let Some(other) = other {
                let message = format!("`{other}` and `{label}` are of one scope");
                findings.push(found(review, sow, place, &message));
            }
            if let Some(right) = given(review, sow, &scoped.scope)
                && Scoped::of(right).as_ref() != Some(&scoped)
            {
                let how = match right {
                    "" => "that has no label".to_owned(),
                    right => format!("that is `{right}`"),
                };
                let message = format!("`{label}` does not say how it is: {how}");
                let mut finding = found(review, sow, place, &message);
                // An answer or a verdict moves the state, and is not refused for a label that only asked for it.
                if scoped.asks() {
                    finding.level = Level::Warning;
                }
                findings.push(finding);
            }
        }
    }
}

/// Returns the label of a scope that the record itself gives, empty where it gives none; nothing for other scopes.
fn given(review: &Review<'_>, sow: One<'_, Sow>, scope: &str) -> Option<&'static str> {
    match scope {
        "proposal" => Some(sow.state().label()),
        "scoping" => Some(sow.assistance().map_or("", Assistance::label)),
        "ta" => Some(Standing::of(sow, review.after).state.label()),
        _ => None,
    }
}

fn found(review: &Review<'_>, sow: One<'_, Sow>, place: usize, message: &str) -> Finding {
    draft::found(
        review,
        &CHECK,
        sow,
        &format!("labels[{place}]"),
        message,
        format!("take it away: `sa sow edit {} --edit`", sow.id()),
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, moved, replaced, submitted, weighs};
    use crate::checks::fixture::check;
    use crate::records::sow::Content;

    /// The sample with labels, each with what is expected of it.
    fn labelled(text: &str, labels: &[(&str, &str)]) -> String {
        let line = |(label, says): &(&str, &str)| match *says {
            "" => format!("  - \"{label}\"\n"),
            says => format!("  - \"{label}\"\n# ^^ error: {says}\n"),
        };
        let lines: String = labels.iter().map(line).collect();
        replaced(text, "history:\n", &format!("labels:\n{lines}history:\n"))
    }

    #[test]
    fn labels_of_one_scope_exclude_each_other() {
        for (one, other) in [
            ("Segment::SMB", "Segment::MM_West"),
            ("Segment::SMB", "segment :: MM_West"),
            ("PS::Priority::High", "PS::Priority::Low"),
        ] {
            let says = format!("`{one}` and `{other}` are of one scope");
            weighs(&CHECK, &labelled(DRAFT, &[(one, ""), (other, &says)]));
        }
    }

    #[test]
    fn other_labels_stand_beside_each_other() {
        for (one, other) in [
            ("Segment::SMB", "RDM::needs-review"),
            ("Segment::MM_West", "segment::mm west"),
            ("PS::Priority::High", "PS::Risk"),
            ("note: one", "note: two"),
            ("Escalated", "Public Sector US"),
        ] {
            check(
                &CHECK,
                &submitted(&labelled(DRAFT, &[(one, ""), (other, "")])),
            );
        }
    }

    #[test]
    fn the_proposal_is_as_far_as_the_state() {
        for right in ["proposal::Strawman_WIP", "Proposal:strawman wip"] {
            check(&CHECK, &submitted(&labelled(DRAFT, &[(right, "")])));
        }
        let says = "`proposal::SOW_WIP` does not say how it is: that is `proposal::Strawman_WIP`";
        weighs(&CHECK, &labelled(DRAFT, &[("proposal::SOW_WIP", says)]));
        let offered = moved(&submitted(DRAFT), "ready-for-approval");
        check(
            &CHECK,
            &labelled(&offered, &[("proposal::Ready_for_approval", "")]),
        );
    }

    #[test]
    fn the_help_with_questions_is_as_it_is() {
        let says = "`Scoping::TA_Assisted` does not say how it is: that has no label";
        weighs(&CHECK, &labelled(DRAFT, &[("Scoping::TA_Assisted", says)]));
        let asked = "assistance: [{at: 2026-11-19T11:00:00Z, by: emma, state: needs-ta-assistance}]\nhistory:\n";
        let text = replaced(DRAFT, "history:\n", asked);
        check(
            &CHECK,
            &submitted(&labelled(&text, &[("Scoping::Needs_TA_Assistance", "")])),
        );
    }

    #[test]
    fn an_approval_is_a_review_and_no_label() {
        let says = "`TA::Approved` does not say how it is: that is `TA::Needs-Review`";
        let text = submitted(&labelled(DRAFT, &[("TA::Approved", says)]));
        check(&CHECK, &text);
        check(
            &CHECK,
            &submitted(&labelled(DRAFT, &[("TA:Needs-Review", "")])),
        );
        let silent: Vec<&str> = text.lines().filter(|line| !line.contains('^')).collect();
        let (head, body) = (silent[0], silent[1..].join("\n") + "\n");
        let review = format!(
            "#- reviews/SOW-4T9K2M7X/REV-5A7C9E1G.yaml\nsow: SOW-4T9K2M7X\nat: 2026-11-20T10:00:00Z\nby: tariq\nrole: ta\nverdict: approved\ndigest: {}\n",
            Content::of(&body).digest
        );
        check(&CHECK, &format!("{review}{head}\n{body}"));
        let says =
            "# ^^ warning: `TA::Needs-Review` does not say how it is: that is `TA::Approved`\n";
        let asked = "  - \"TA::Approved\"\n";
        let left = body.replace(asked, &format!("  - \"TA::Needs-Review\"\n{says}"));
        assert_ne!(left, body);
        check(&CHECK, &format!("{review}{head}\n{left}"));
    }

    #[test]
    fn a_draft_has_no_label_of_a_review() {
        let says = "`TA::Needs-Review` does not say how it is: that has no label";
        let text = labelled(DRAFT, &[("TA::Needs-Review", says)]);
        check(&CHECK, &text.replace("error:", "warning:"));
    }
}
