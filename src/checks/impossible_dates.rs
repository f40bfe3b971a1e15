//! Finds dates that cannot be: an end before its start, and what is said to have happened and is still to come.

use super::{Check, Review, Sees};
use crate::calendar::{Date, Zone};
use crate::finding::{Finding, Level};
use crate::records::person;
use crate::records::pov::State;
use crate::records::{Activity, File, One, Opportunity, Pov};

pub(super) static CHECK: Check = Check {
    name: "impossible-dates",
    level: Level::Error,
    summary: "a date that contradicts another, or that is still to come",
    docs: r#"## What it finds
- An opportunity whose technical evaluation ended before it began, or begins or ends later than today.
- A POV whose `close`, or the `until` of an extension, is before its `start`, that begins later than today,
  or that is closed and closed later than today.
- An activity that was arranged after it took place.

One day for both is possible. Today is that of the SA of the record, or of who commits it, where their `time_zone` in
`people/` is ahead.

## Why it matters
Lengths, clocks and quarters are made of dates. An end is never a forecast: it says that an evaluation is over, and
how it ended.

## What to do
Set the right date: `sa opp edit ID --set tech_eval.end=DATE`, `sa pov edit ID --set start=DATE`,
`sa activity edit ID --set arranged_on=DATE`. An empty DATE takes it away until it is known.

## Example
```yaml
#- opportunities/OPP-2M4N6P8Q.yaml
name: Northwind archive
account: northwind-freight
owner: dana
tech_eval:
  start: 2026-11-02
  end: 2026-12-18
#      ^^^^^^^^^^ error: the evaluation ends on 2026-12-18, which is still to come, and an end is never a forecast
history: [{at: 2026-10-01T09:00:00Z, by: dana, to: 3-Technical Evaluation}]
```
"#,
    sees: Sees::Result,
    applies: None,
    run,
};

/// The key at fault, and what is wrong with it.
type Fault = (String, String);

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for opportunity in review.each::<Opportunity>() {
        let faults = faults_of_opportunity(opportunity, to_come(review, opportunity.file));
        report(review, opportunity.file, faults, findings);
    }
    for pov in review.each::<Pov>() {
        let faults = faults_of_pov(pov, to_come(review, pov.file));
        report(review, pov.file, faults, findings);
    }
    for activity in review.each::<Activity>() {
        let faults = faults_of_activity(activity);
        report(review, activity.file, faults, findings);
    }
}

fn report(review: &Review<'_>, file: &File, faults: Vec<Fault>, findings: &mut Vec<Finding>) {
    let kind = match file.kind.name {
        "opportunity" => "opp",
        name => name,
    };
    for (key, message) in faults {
        let id = &file.id;
        // Entries of a list that only grows are set by no command.
        let help = match key.contains('[') {
            true => format!(
                "write the right one: `sa {kind} edit {id} --edit`; or set the start: `sa {kind} edit {id} --set start=DATE`"
            ),
            false => format!("set the right one: `sa {kind} edit {id} --set {key}=DATE`"),
        };
        findings.push(review.finding(&CHECK, file, &key, message, help));
    }
}

/// Returns whether a day is still to come for the SA of a record as well as for who commits it: nobody is refused for
/// living east of Greenwich.
fn to_come<'r, 'a>(review: &'r Review<'a>, file: &File) -> impl Fn(Date) -> bool + use<'r, 'a> {
    let owner = file.record().and_then(|record| record.owner());
    let owner = owner.map(|owner| owner.as_str());
    let concerned = review.committer_handles().into_iter().chain(owner);
    let zones: Vec<&Zone> = concerned
        .filter_map(|handle| person::zone_of(review.after, handle))
        .collect();
    move |day| {
        let has_begun = |zone: &&Zone| review.now.has_begun_in(day, zone);
        !review.now.has_begun(day) && !zones.iter().any(has_begun)
    }
}

fn faults_of_opportunity(
    opportunity: One<'_, Opportunity>,
    is_to_come: impl Fn(Date) -> bool,
) -> Vec<Fault> {
    let (start, end) = (opportunity.tech_eval.start, opportunity.tech_eval.end);
    let mut faults = Vec::new();
    if let Some(start) = start.filter(|start| is_to_come(*start)) {
        let message = format!("the evaluation begins on {start}, which is still to come");
        faults.push(("tech_eval.start".into(), message));
    }
    if let Some(end) = end.filter(|end| is_to_come(*end)) {
        let message = format!(
            "the evaluation ends on {end}, which is still to come, and an end is never a forecast"
        );
        faults.push(("tech_eval.end".into(), message));
    }
    if let (Some(start), Some(end)) = (start, end)
        && end < start
    {
        let message = format!("the evaluation ended on {end}, before it began on {start}");
        faults.push(("tech_eval.end".into(), message));
    }
    faults
}

fn faults_of_pov(pov: One<'_, Pov>, is_to_come: impl Fn(Date) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    let Some(start) = pov.start else {
        return faults;
    };
    if is_to_come(start) {
        let message = format!("the POV begins on {start}, which is still to come");
        faults.push(("start".into(), message));
    }
    let ended = pov.close.filter(|_| pov.state() == Some(State::Closed));
    if let Some(close) = ended.filter(|close| is_to_come(*close)) {
        let message = format!("the POV closed on {close}, which is still to come");
        faults.push(("close".into(), message));
    }
    if let Some(close) = pov.close.filter(|close| *close < start) {
        let message = format!("the POV closes on {close}, before it began on {start}");
        faults.push(("close".into(), message));
    }
    for (at, extension) in pov.extensions.iter().enumerate() {
        if extension.until < start {
            let message = format!(
                "the POV is extended to {}, before it began on {start}",
                extension.until
            );
            faults.push((format!("extensions[{at}].until"), message));
        }
    }
    faults
}

fn faults_of_activity(activity: One<'_, Activity>) -> Vec<Fault> {
    let day = activity.at.date();
    let later = activity.arranged_on.filter(|arranged| day < *arranged);
    let fault = |arranged| {
        let message = format!("arranged on {arranged}, after it took place on {day}");
        ("arranged_on".into(), message)
    };
    later.map(fault).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::fixture::check;

    /// A line of a record, with what is expected of it.
    fn line(key: &str, value: &str, says: &str) -> String {
        match says {
            "" => format!("{key}: {value}\n"),
            says => format!("{key}: {value}\n# ^^ error: {says}\n"),
        }
    }

    fn opportunity(start: (&str, &str), end: Option<(&str, &str)>) -> String {
        let start = line("  start", start.0, start.1);
        let end = end.map_or(String::new(), |(end, says)| line("  end", end, says));
        format!(
            "#- opportunities/OPP-2M4N6P8Q.yaml\nname: N\naccount: northwind-freight\nowner: dana\nprimary_sa: [{{at: 2026-10-01T09:00:00Z, by: dana, who: sam}}]\nhistory: [{{at: 2026-10-01T09:00:00Z, by: dana, to: 3-Technical Evaluation}}]\ntech_eval:\n{start}{end}"
        )
    }

    fn pov(lines: &str) -> String {
        format!(
            "#- povs/2026-11/POV-6B2D4F8H.yaml\nname: N\nopportunity: OPP-7H3J5K9M\nowner: dana\nsa: sam\ntype: guided\n{lines}history: [{{at: 2026-11-19T09:00:00Z, by: sam, to: new}}]\n"
        )
    }

    #[test]
    fn an_evaluation_ends_on_the_day_it_began_or_later() {
        let on = |end: &str, says: &str| {
            check(&CHECK, &opportunity(("2026-11-10", ""), Some((end, says))));
        };
        on("2026-11-11", "");
        on("2026-11-10", "");
        on(
            "2026-11-09",
            "the evaluation ended on 2026-11-09, before it began on 2026-11-10",
        );
    }

    #[test]
    fn an_evaluation_begins_and_ends_today_at_the_latest() {
        let begins = "the evaluation begins on 2026-11-24, which is still to come";
        let ends = "the evaluation ends on 2026-11-24, which is still to come, and an end is never a forecast";
        for (day, begins, ends) in [
            ("2026-11-22", "", ""),
            ("2026-11-23", "", ""),
            ("2026-11-24", begins, ends),
        ] {
            check(&CHECK, &opportunity((day, begins), None));
            check(&CHECK, &opportunity((day, begins), Some((day, ends))));
            check(&CHECK, &opportunity(("2026-11-02", ""), Some((day, ends))));
        }
    }

    #[test]
    fn today_is_that_of_the_sa_where_they_are_ahead() {
        let sam = |zone: &str| {
            format!(
                "#- people/sam.yaml\nname: Sam Otieno\nemails: [sam@example.com]\nroles: [sa]\ntime_zone: {zone}\n"
            )
        };
        let begins = "the evaluation begins on 2026-11-24, which is still to come";
        let tomorrow = opportunity(("2026-11-24", ""), None);
        check(&CHECK, &(sam("Pacific/Auckland") + &tomorrow));
        let tomorrow = opportunity(("2026-11-24", begins), None);
        check(&CHECK, &(sam("Europe/Berlin") + &tomorrow));
        let early = "#- now: 2026-11-23T03:00:00Z\n".to_owned();
        let today = opportunity(("2026-11-23", ""), None);
        check(&CHECK, &(early + &sam("America/Vancouver") + &today));
    }

    #[test]
    fn a_pov_begins_today_at_the_latest_and_closes_on_that_day_or_later() {
        let begins = "the POV begins on 2026-11-24, which is still to come";
        for (day, says) in [
            ("2026-11-22", ""),
            ("2026-11-23", ""),
            ("2026-11-24", begins),
        ] {
            check(&CHECK, &pov(&line("start", day, says)));
        }
        let closes = "the POV closes on 2026-11-09, before it began on 2026-11-10";
        for (day, says) in [
            ("2026-11-11", ""),
            ("2026-11-10", ""),
            ("2026-11-09", closes),
        ] {
            let lines = "start: 2026-11-10\n".to_owned() + &line("close", day, says);
            check(&CHECK, &pov(&lines));
            check(&CHECK, &pov(&line("close", day, "")));
        }
    }

    #[test]
    fn a_pov_that_is_closed_closed_today_at_the_latest() {
        let says = "the POV closed on 2026-11-24, which is still to come";
        for (day, says) in [("2026-11-22", ""), ("2026-11-23", ""), ("2026-11-24", says)] {
            let lines = "start: 2026-11-10\n".to_owned() + &line("close", day, says);
            let closed = pov(&lines).replace(
                "to: new}",
                "to: in-progress}, {at: 2026-11-20T09:00:00Z, by: sam, to: closed}",
            );
            check(&CHECK, &closed);
        }
    }

    #[test]
    fn an_extension_goes_on_after_the_start() {
        let says = "the POV is extended to 2026-11-09, before it began on 2026-11-10";
        for (day, says) in [("2026-11-11", ""), ("2026-11-10", ""), ("2026-11-09", says)] {
            let entry = format!(
                "start: 2026-11-10\nextensions:\n  - at: 2026-11-09T09:00:00Z\n    by: sam\n    reason: Their audit\n{}",
                line("    until", day, says)
            );
            check(&CHECK, &pov(&entry));
        }
    }

    #[test]
    fn a_visit_is_arranged_on_its_own_day_at_the_latest() {
        let says = "arranged on 2026-11-21, after it took place on 2026-11-20";
        for (day, says) in [("2026-11-19", ""), ("2026-11-20", ""), ("2026-11-21", says)] {
            let arranged = line("arranged_on", day, says);
            check(
                &CHECK,
                &format!(
                    "#- activities/2026-11/ACT-3K8N2Q5S.yaml\nopportunity: OPP-7H3J5K9M\ntype: Demo\nat: 2026-11-20T23:30:00-05:00\nsa: sam\nsummary: Showed approvals\nvenue: on-site\n{arranged}logged_at: 2026-11-21T15:00:00Z\nlogged_by: sam\n"
                ),
            );
        }
    }
}
