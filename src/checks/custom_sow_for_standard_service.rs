//! Finds SOWs that are ordered another way than the catalogue has it.

use super::{Check, Review, Sees, draft};
use crate::finding::{Finding, Level};
use crate::lifecycle::one_of;
use crate::records::sow::Route;
use crate::records::sow::estimate::estimate;
use crate::records::values::Hours;
use crate::records::{File, One, Sow};

pub(super) static CHECK: Check = Check {
    name: "custom-sow-for-standard-service",
    level: Level::Error,
    summary: "a custom SOW of what a SKU holds, or a standard one without its SKU",
    docs: r#"## What it finds
- A SOW of the route `custom` without `route_reason`, whose service and hours a SKU of `sows.catalogue` in `desk.toml`
  holds, or that names a `sku` all the same: this is a warning.
- One of the route `standard` without `sku`, or with one that is not in the catalogue. In a draft, before a review is
  asked for or it is offered, this is a warning too.

A SOW that is lost or on hold is left alone.

## Why it matters
Source document 003, engaging Professional Services: a standard service is ordered by its SKU, without a SOW. Scoping it
takes weeks of several people for what an order form does in a day.

## What to do
Say why it is custom, `sa sow edit ID --set route_reason=TEXT`, or order the SKU: `sa sow edit ID --set route=standard`,
`sa sow edit ID --set sku=SKU`.

## Example
```yaml
#- sows/2026-11/SOW-4T9K2M7X.yaml
name: Northwind migration
opportunity: OPP-7H3J5K9M
account: northwind-freight
author: emma
route: custom
#      ^^^^^^ warning: `expert-services-40` holds a service of 21 hours, and why it is custom is not said
deliverables:
  - title: Migration plan
    effort:
      - {role: pse, low: 15, likely: 20, high: 31, basis: Two engagements like it}
history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]
```
"#,
    sees: Sees::Result,
    applies: Some(applies),
    run,
};

fn applies(_: &Review<'_>, file: &File) -> bool {
    let sow = file.as_one::<Sow>();
    sow.is_some_and(|sow| draft::is_asked(&sow) && sow.route.is_some())
}

fn run(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for sow in review.asked::<Sow>(&CHECK) {
        match sow.route {
            Some(Route::Custom) => findings.extend(of_custom(review, sow)),
            Some(Route::Standard) => findings.extend(of_standard(review, sow)),
            None => {}
        }
    }
}

fn of_custom(review: &Review<'_>, sow: One<'_, Sow>) -> Option<Finding> {
    let id = sow.id();
    let mut finding = if let Some(sku) = sku(&sow) {
        let message = format!("a custom SOW is not ordered by a SKU, and this one names `{sku}`");
        let help = format!(
            "take it away: `sa sow edit {id} --set sku=`; or order it: `sa sow edit {id} --set route=standard`"
        );
        review.finding(&CHECK, sow.file, "sku", message, help)
    } else {
        let hours = estimate(&sow, &review.policy.estimates()).hours;
        if draft::says(&sow.route_reason) || hours == Hours::default() {
            return None;
        }
        let (sku, _) = review.policy.sku_for(sow.service, hours)?;
        let message =
            format!("`{sku}` holds a service of {hours} hours, and why it is custom is not said");
        let help = format!(
            "say why: `sa sow edit {id} --set route_reason=TEXT`; or order it: `sa sow edit {id} --set route=standard`, `sa sow edit {id} --set sku={sku}`"
        );
        let mut finding = review.finding(&CHECK, sow.file, "route", message, help);
        let key = format!("sows.catalogue.{sku}.hours");
        let note = review.policy_note(&key, "how many hours it holds");
        finding.notes.extend(note);
        finding
    };
    finding.level = Level::Warning;
    Some(finding)
}

fn of_standard(review: &Review<'_>, sow: One<'_, Sow>) -> Option<Finding> {
    let catalogue = &review.policy.catalogue;
    let (key, message) = match sku(&sow) {
        None => (
            "route",
            "a standard service is ordered by its SKU, and the SOW names none".to_owned(),
        ),
        Some(sku) if !catalogue.contains_key(sku) => (
            "sku",
            format!("`{sku}` is not in the catalogue of this desk"),
        ),
        Some(_) => return None,
    };
    let skus: Vec<&str> = catalogue.keys().map(String::as_str).collect();
    let help = format!(
        "set it to one of the catalogue: `sa sow edit {} --set sku=SKU`; there are {}",
        sow.id(),
        one_of(&skus)
    );
    Some(draft::found(review, &CHECK, sow, key, message, help))
}

fn sku(sow: &Sow) -> Option<&str> {
    let sku = sow.sku.as_deref().map(str::trim);
    sku.filter(|sku| !sku.is_empty())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::draft::sample::{DRAFT, moved, replaced, submitted, weighs};
    use crate::checks::fixture::{check, found};

    /// The sample, of 43 hours, with these lines instead of its route.
    fn routed(lines: &str) -> String {
        replaced(DRAFT, "route: custom\n", lines)
    }

    /// Asserts the same of a draft and of what is submitted.
    fn both(text: &str) {
        check(&CHECK, text);
        check(&CHECK, &submitted(text));
    }

    const SKU: &str = "#- policy:\nschema = 1\n[sows.catalogue.x]\nname = \"X\"\nservice = \"scm-migration\"\nhours = 43\n";
    const HELD: &str =
        "# ^^ warning: `x` holds a service of 43 hours, and why it is custom is not said\n";

    #[test]
    fn a_custom_one_that_a_sku_holds_says_why() {
        both(DRAFT);
        let text = SKU.to_owned() + &routed(&format!("route: custom\n{HELD}"));
        both(&text);
        assert_eq!(found(&CHECK, &text)[0].notes[0].at.position().line, 5);
        let nothing = routed(&format!("route: custom\n{HELD}route_reason: TBD\n"));
        both(&(SKU.to_owned() + &nothing));
        let reason = routed("route: custom\nroute_reason: Two of the forges are ours\n");
        both(&(SKU.to_owned() + &reason));
        both(&(SKU.replace("43", "42") + DRAFT));
        both(&(SKU.replace("scm-migration", "ci-cd") + DRAFT));
    }

    #[test]
    fn without_hours_nothing_holds_it() {
        let effort =
            "      - {role: pse, low: 30, likely: 40, high: 62, basis: Two engagements like it}\n";
        let text = replaced(DRAFT, effort, "")
            .replace("    effort:\n", "")
            .replace(", contingency_hours: 10", "");
        both(&(SKU.to_owned() + &text));
    }

    #[test]
    fn a_custom_one_names_no_sku() {
        let says = "# ^^ warning: a custom SOW is not ordered by a SKU, and this one names `x`\n";
        both(&routed(&format!(
            "route: custom\nroute_reason: Why not\nsku: x\n{says}"
        )));
    }

    #[test]
    fn a_standard_one_names_a_sku_of_the_catalogue() {
        let none = "# ^^ error: a standard service is ordered by its SKU, and the SOW names none\n";
        weighs(&CHECK, &routed(&format!("route: standard\n{none}")));
        weighs(
            &CHECK,
            &routed(&format!("route: standard\n{none}sku: \" \"\n")),
        );
        let unknown = "sku: x\n# ^^ error: `x` is not in the catalogue of this desk\n";
        let text = routed(&format!("route: standard\n{unknown}"));
        weighs(&CHECK, &text);
        let help = &found(&CHECK, &text)[0].help;
        assert!(
            help.ends_with(
                "there are expert-services-40, migration-plus or rapid-results-self-managed"
            ),
            "{help}"
        );
        both(&routed("route: standard\nsku: migration-plus\n"));
        both(&(SKU.to_owned() + &routed("route: standard\nsku: x\n")));
    }

    #[test]
    fn what_is_lost_or_held_is_left_alone() {
        let text = SKU.to_owned() + DRAFT;
        check(&CHECK, &moved(&text, "closed-lost"));
        check(&CHECK, &moved(&text, "on-hold"));
    }
}
