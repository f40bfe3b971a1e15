//! What a SOW lacks for how far it is.

use super::CHECK;
use crate::checks::{Review, draft};
use crate::finding::{Finding, Waiving};
use crate::records::sow::{Route, Sow, State};
use crate::records::{Handle, One};

/// One thing that a SOW says or lacks: its key, what it is called, whether it is there, and the command that sets it.
struct Field {
    key: &'static str,
    lacks: &'static str,
    is_there: bool,
    mend: Mend,
}

enum Mend {
    /// With `--set KEY=VALUE`, the value as an example.
    Set(&'static str),
    /// In an editor, as it stands in a list.
    Edit,
}

/// Returns what is missing in a SOW.
pub(super) fn missing(review: &Review<'_>, sow: One<'_, Sow>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if draft::is_asked(&sow) {
        let all = scoped(&sow).into_iter().chain(ordered(&sow));
        for field in all.filter(|field| !field.is_there) {
            let help = mend(&field, sow.id());
            findings.push(draft::found(
                review,
                &CHECK,
                sow,
                field.key,
                field.lacks,
                help,
            ));
        }
        findings.extend(without_rdm(review, sow));
    }
    findings.extend(moved_without_note(review, sow));
    findings.extend(reassigned_without_reason(review, sow));
    findings
}

/// What an Engagement Manager knows before a Technical Architect is asked.
fn scoped(sow: &Sow) -> [Field; 7] {
    let field = |key, lacks, is_there, value| Field {
        key,
        lacks,
        is_there,
        mend: Mend::Set(value),
    };
    let is_constrained =
        draft::says(&sow.technical_constraints) || draft::says(&sow.organizational_constraints);
    [
        field(
            "engagement_manager",
            "the Engagement Manager is missing",
            sow.engagement_manager.is_some(),
            "HANDLE",
        ),
        field(
            "ps_opportunity",
            "the PS opportunity is missing",
            sow.ps_opportunity.is_some(),
            "SFDC-ID",
        ),
        field(
            "pain_points",
            "the pain points of the customer are missing",
            draft::says(&sow.pain_points),
            "TEXT",
        ),
        field(
            "technical_constraints",
            "technical and organizational constraints are missing, and one of the two is needed",
            is_constrained,
            "TEXT",
        ),
        field(
            "service",
            "the service is missing",
            sow.service.is_some(),
            "scm-migration",
        ),
        field(
            "journey_stage",
            "the stage of the customer journey is missing",
            sow.journey_stage.is_some(),
            "ci",
        ),
        field(
            "engagement_size",
            "the size of the engagement is missing",
            sow.engagement_size.is_some(),
            "small|medium|large",
        ),
    ]
}

/// What is said of how it is ordered, delivered and paid.
fn ordered(sow: &Sow) -> [Field; 5] {
    let is_custom = sow.route == Some(Route::Custom);
    let field = |key, lacks, is_there, mend| Field {
        key,
        lacks,
        is_there,
        mend,
    };
    [
        field(
            "route",
            "the route is missing",
            sow.route.is_some(),
            Mend::Set("standard|custom"),
        ),
        field(
            "calculator",
            "the link to the services calculator is missing",
            !is_custom || draft::says(&sow.calculator),
            Mend::Set("https://..."),
        ),
        field(
            "draft_quote",
            "the link to the draft quote is missing",
            !is_custom || draft::says(&sow.draft_quote),
            Mend::Set("https://..."),
        ),
        field(
            "schedule",
            "the schedule is missing",
            !sow.schedule.is_empty(),
            Mend::Edit,
        ),
        field(
            "price.terms",
            "the terms of payment are missing",
            sow.price.terms.is_some(),
            Mend::Set("fixed-fee|time-and-materials"),
        ),
    ]
}

fn mend(field: &Field, id: &str) -> String {
    let set = |value| format!("`sa sow edit {id} --set {}={value}`", field.key);
    match field.mend {
        Mend::Edit => format!("write it down: `sa sow edit {id} --edit`"),
        Mend::Set(value) if field.key.ends_with("_constraints") => format!(
            "an Engagement Manager states them, else a Technical Architect may push back: {}",
            set(value)
        ),
        Mend::Set(value) => format!("set it with {}", set(value)),
    }
}

/// The Regional Delivery Manager approves what is drafted, so there is one from then on, draft or not.
fn without_rdm(review: &Review<'_>, sow: One<'_, Sow>) -> Option<Finding> {
    let is_wanted = sow.state() == State::SowWip || sow.is_submitted();
    if !is_wanted || sow.regional_delivery_manager.is_some() {
        return None;
    }
    Some(review.finding(
        &CHECK,
        sow.file,
        "regional_delivery_manager",
        "the Regional Delivery Manager is missing",
        format!(
            "set it with `sa sow edit {} --set regional_delivery_manager=HANDLE`",
            sow.id()
        ),
    ))
}

fn moved_without_note(review: &Review<'_>, sow: One<'_, Sow>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let last = sow.history.len().saturating_sub(1);
    for (place, entry) in sow.history.iter().enumerate() {
        let (state, what) = match entry.to {
            State::OnHold => ("on-hold", "why it is on hold"),
            State::ClosedLost => ("closed-lost", "why it was lost"),
            _ => continue,
        };
        if draft::says(&entry.note) {
            continue;
        }
        let mut finding = review.finding(
            &CHECK,
            sow.file,
            &format!("history[{place}].note"),
            format!("{what} is missing"),
            format!(
                "say it with the move: `sa sow move {} {state} --note TEXT`",
                sow.id()
            ),
        );
        // Of what it has left again nobody can be made to say it.
        if place == last {
            finding.waiving = Waiving::Impossible;
        }
        finding.since = Some(entry.at.date());
        findings.push(finding);
    }
    findings
}

fn reassigned_without_reason(review: &Review<'_>, sow: One<'_, Sow>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before: Option<&Handle> = None;
    for (place, entry) in sow.value().assigned_ta.iter().enumerate() {
        let from = before.replace(&entry.who);
        let Some(from) = from.filter(|from| **from != entry.who && !draft::says(&entry.reason))
        else {
            continue;
        };
        let mut finding = review.finding(
            &CHECK,
            sow.file,
            &format!("assigned_ta[{place}].reason"),
            format!("why it went from `{from}` to `{}` is missing", entry.who),
            format!(
                "say it when it changes hands: `ta reassign {} {} --reason TEXT`",
                sow.id(),
                entry.who
            ),
        );
        finding.since = Some(entry.at.date());
        findings.push(finding);
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, moved, replaced, submitted, weighs, with, without};
    use crate::checks::fixture::{check, found};
    use crate::finding::Waiving;

    /// Asserts that without a line it is missing.
    fn needs(line: &str, missing: &str) {
        let text = without(DRAFT, &format!("{line}\n"));
        weighs(
            &CHECK,
            &with(&text, "name:", &format!("# ^^ error: {missing}")),
        );
    }

    #[test]
    fn a_sow_is_scoped_and_ordered_before_it_is_reviewed() {
        for (line, missing) in [
            (
                "engagement_manager: emma",
                "the Engagement Manager is missing",
            ),
            (
                "ps_opportunity: 006Rb00000GkT2aIAF",
                "the PS opportunity is missing",
            ),
            (
                "pain_points: Releases take eleven days",
                "the pain points of the customer are missing",
            ),
            (
                "technical_constraints: Runners have no way to the internet",
                "technical and organizational constraints are missing, and one of the two is needed",
            ),
            ("service: scm-migration", "the service is missing"),
            (
                "journey_stage: source-code",
                "the stage of the customer journey is missing",
            ),
            (
                "engagement_size: medium",
                "the size of the engagement is missing",
            ),
            ("route: custom", "the route is missing"),
            (
                "calculator: https://calculator.example.com/7",
                "the link to the services calculator is missing",
            ),
            (
                "draft_quote: https://quotes.example.com/7",
                "the link to the draft quote is missing",
            ),
            (
                "schedule: [{milestone: Kick-off, when: week 1}]",
                "the schedule is missing",
            ),
            (
                "price: {terms: fixed-fee}",
                "the terms of payment are missing",
            ),
        ] {
            needs(line, missing);
        }
    }

    #[test]
    fn the_sample_lacks_nothing_and_tbd_is_nothing() {
        check(&CHECK, &submitted(DRAFT));
        let line = "pain_points: TBD\n# ^^ error: the pain points of the customer are missing\n";
        weighs(
            &CHECK,
            &replaced(DRAFT, "pain_points: Releases take eleven days\n", line),
        );
    }

    #[test]
    fn either_constraint_will_do_and_the_help_says_who_states_them() {
        let technical = "technical_constraints: Runners have no way to the internet\n";
        let other = "organizational_constraints: A works council\n";
        check(&CHECK, &submitted(&replaced(DRAFT, technical, other)));
        let help = &found(&CHECK, &without(DRAFT, technical))[0].help;
        assert_eq!(
            help,
            "an Engagement Manager states them, else a Technical Architect may push back: `sa sow edit SOW-4T9K2M7X --set technical_constraints=TEXT`"
        );
    }

    #[test]
    fn a_standard_service_needs_no_calculator() {
        let text = without(DRAFT, "calculator: https://calculator.example.com/7\n");
        let text = without(&text, "draft_quote: https://quotes.example.com/7\n");
        check(
            &CHECK,
            &submitted(&replaced(&text, "route: custom", "route: standard")),
        );
    }

    #[test]
    fn a_regional_delivery_manager_is_named_once_it_is_drafted() {
        let text = without(DRAFT, "regional_delivery_manager: rosa\n");
        check(&CHECK, &text);
        let expected = "# ^^ error: the Regional Delivery Manager is missing";
        let expected = with(&text, "name:", expected);
        check(&CHECK, &submitted(&moved(&text, "on-hold")));
        check(&CHECK, &submitted(&expected));
        check(&CHECK, &moved(&expected, "sow-wip"));
        check(&CHECK, &moved(&expected, "ready-for-approval"));
    }

    #[test]
    fn who_holds_or_loses_it_says_why() {
        for (state, what) in [
            ("on-hold", "why it is on hold"),
            ("closed-lost", "why it was lost"),
        ] {
            check(&CHECK, &moved(DRAFT, state));
            for nothing in ["", ", note: \" \"", ", note: TBD"] {
                let text = moved(DRAFT, state).replace(", note: Said", nothing);
                let text = format!("{text}# ^^ error: {what} is missing\n");
                check(&CHECK, &text);
                assert_eq!(found(&CHECK, &text)[0].waiving, Waiving::Impossible);
                let left = moved(&text, "strawman-wip");
                check(&CHECK, &left);
                assert_eq!(found(&CHECK, &left)[0].waiving, Waiving::Possible);
            }
        }
    }

    #[test]
    fn another_ta_needs_a_reason() {
        let first = "{at: 2026-11-19T10:00:00Z, by: emma, who: tariq}";
        let assigned = |who: &str, expected: &str| {
            let second =
                format!(", {{at: 2026-11-20T10:00:00Z, by: tariq, who: {who}}}]{expected}");
            replaced(DRAFT, &format!("{first}]"), &format!("{first}{second}"))
        };
        let says = "\n# ^^ error: why it went from `tariq` to `ines` is missing";
        check(&CHECK, &assigned("ines", says));
        check(&CHECK, &submitted(&assigned("ines", says)));
        check(&CHECK, &assigned("ines, reason: She knows the forge", ""));
        check(&CHECK, &assigned("tariq", ""));
    }
}
