//! How a service is ordered for an opportunity: by SKU or by SOW, why, and what to do then (source document 003,
//! engaging Professional Services).

use serde_json::json;

use super::{Cell, Part, Report, Tone};
use crate::policy::Policy;
use crate::records::account::{self, Segment};
use crate::records::activity::{self, ActivityType};
use crate::records::opportunity::PsStatus;
use crate::records::sow::{Route, Service};
use crate::records::values::Hours;
use crate::records::{Account, One, Opportunity, Records};

/// What is wanted for a customer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    pub service: Option<Service>,
    pub hours: Option<Hours>,
    /// Standard and custom services together.
    pub mixed: bool,
    /// Why no SKU will do, where somebody knows better than the catalogue.
    pub custom: Option<&'a str>,
}

/// How it is ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// `None` where a partner delivers it, as custom work for a small business.
    pub route: Option<Route>,
    pub sku: Option<String>,
    pub why: String,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// What should have been done before.
    pub warning: Option<String>,
}

/// Returns how a service is ordered for an opportunity.
pub fn advice(
    opportunity: One<'_, Opportunity>,
    records: &Records,
    policy: &Policy,
    wanted: Wanted<'_>,
) -> Advice {
    let id = opportunity.id();
    let account: Option<One<'_, Account>> =
        records.get(&account::KIND, opportunity.account.as_str());
    let segment = opportunity
        .segment
        .or(account.and_then(|account| account.segment));
    let warning = not_positioned(opportunity, records);
    let is_custom = wanted.mixed || wanted.custom.is_some();
    let sku = sku(policy, wanted).filter(|_| !is_custom);
    let (route, why, steps) = match &sku {
        Some((sku, name)) => (
            Some(Route::Standard),
            format!("{name} holds it"),
            by_order_form(sku, id),
        ),
        None if segment == Some(Segment::Smb) => (
            None,
            format!(
                "{}, and a small business is sold standard services only",
                no_sku(wanted)
            ),
            vec![
                "hand the custom work to a partner".to_owned(),
                format!(
                    "note it: `sa opp edit {id} --set ps_positioning.note=\"a partner delivers it\"`"
                ),
            ],
        ),
        None => (Some(Route::Custom), no_sku(wanted), by_sow(id)),
    };
    Advice {
        route,
        sku: sku.map(|(sku, _)| sku),
        why,
        steps,
        warning,
    }
}

/// Returns the SKU of the catalogue that holds what is wanted, with its name; one of the service itself first.
fn sku(policy: &Policy, wanted: Wanted<'_>) -> Option<(String, String)> {
    let holds = |most: Option<i64>| match (most, wanted.hours) {
        (Some(most), Some(hours)) => hours <= Hours::whole(most),
        _ => true,
    };
    let named = policy
        .catalogue
        .iter()
        .find(|(_, item)| {
            item.service.is_some() && item.service == wanted.service && holds(item.hours)
        })
        .map(|(sku, item)| (sku.clone(), item.name.clone()));
    named.or_else(|| {
        let (sku, item) = policy.sku_for(wanted.service, wanted.hours?)?;
        Some((sku.to_owned(), item.name.clone()))
    })
}

fn no_sku(wanted: Wanted<'_>) -> String {
    if let Some(reason) = wanted.custom {
        return reason.trim().to_owned();
    }
    let service = wanted.service.map(Service::name);
    match (wanted.mixed, service, wanted.hours) {
        (true, ..) => "standard and custom services together are custom".into(),
        (_, Some(service), Some(hours)) => {
            format!("no SKU of the catalogue holds {hours} hours of {service}")
        }
        (_, Some(service), None) => format!("no SKU of the catalogue is for {service}"),
        (_, None, Some(hours)) => format!("no SKU of the catalogue holds {hours} hours"),
        (_, None, None) => "neither a service nor hours are said that a SKU could hold".into(),
    }
}

fn by_order_form(sku: &str, id: &str) -> Vec<String> {
    vec![
        format!(
            "see that it is no more than that; where it is: `sa ps route {id} --custom REASON`"
        ),
        format!("put the SKU {sku} on an order form; it may share the quote of the subscription"),
        "have the order form signed; it is ordered in Zuora, and no SOW is needed".into(),
    ]
}

fn by_sow(id: &str) -> Vec<String> {
    vec![
        format!("the SAE or AE makes the PS opportunity in Salesforce, a child of {id}"),
        "fill in the services calculator".into(),
        "open the scoping issue, where it is discussed".into(),
        "make the draft quote, and refine it with the estimate".into(),
        format!("begin the SOW: `sa sow new {id} --route custom`"),
    ]
}

/// Returns what to say where nobody positioned Professional Services yet.
fn not_positioned(opportunity: One<'_, Opportunity>, records: &Records) -> Option<String> {
    let id = opportunity.id();
    let edit = format!("`sa opp edit {id} --set ps_positioning.standing=positioned`");
    match opportunity.ps_positioning.standing {
        Some(PsStatus::Positioned) => return None,
        Some(PsStatus::Declined) => {
            return Some(format!(
                "{id} says that Professional Services were declined; mend it: {edit}"
            ));
        }
        Some(PsStatus::NotNeeded) => {
            return Some(format!(
                "{id} says that Professional Services are not needed; mend it: {edit}"
            ));
        }
        None => {}
    }
    let logged = activity::of_opportunity(records, id);
    let was = logged
        .iter()
        .any(|one| one.activity_type == ActivityType::PositionedPs);
    (!was).then(|| {
        format!("nobody positioned Professional Services on {id} yet; log it: `sa log {id} TEXT --type \"Positioned PS\"`")
    })
}

/// Returns the advice as a report.
pub fn positioning(opportunity: One<'_, Opportunity>, advice: &Advice) -> Report {
    let route = advice.route.map_or("by a partner", Route::name);
    let mut fields = vec![
        ("route".to_owned(), Cell::toned(route, Tone::Strong)),
        ("why".to_owned(), advice.why.as_str().into()),
    ];
    fields.extend(
        advice
            .sku
            .as_ref()
            .map(|sku| ("sku".to_owned(), sku.as_str().into())),
    );
    let numbered = (1..).zip(&advice.steps);
    let steps: Vec<String> = numbered
        .map(|(number, step)| format!("{number}. {step}"))
        .collect();
    fields.push(("to do".to_owned(), steps.join("\n").into()));
    let warning = advice.warning.as_ref();
    fields.extend(warning.map(|warning| {
        (
            "before".to_owned(),
            Cell::toned(warning.as_str(), Tone::Warning),
        )
    }));
    Report {
        name: "ps-route",
        data: json!({
            "opportunity": opportunity.id(),
            "route": advice.route.map(Route::name),
            "sku": advice.sku,
            "why": advice.why,
            "steps": advice.steps,
            "warning": advice.warning,
        }),
        parts: vec![
            Part::Heading(format!("{} {}", opportunity.id(), opportunity.name)),
            Part::Fields(fields),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::opportunity;

    fn of(lines: &str, wanted: Wanted<'_>) -> Advice {
        let text = format!("name: A\naccount: a\nowner: dana\nhistory: []\n{lines}");
        let files = [("opportunities/OPP-7H3J5K9M.yaml".to_owned(), text)];
        let records = Records::of_texts(files);
        let opportunity = records
            .get(&opportunity::KIND, "OPP-7H3J5K9M")
            .expect("one");
        advice(opportunity, &records, &Policy::default(), wanted)
    }

    fn migration() -> Wanted<'static> {
        Wanted {
            service: Some(Service::ScmMigration),
            ..Wanted::default()
        }
    }

    #[test]
    fn whoever_knows_that_no_sku_will_do_says_why() {
        let wanted = Wanted {
            custom: Some("1,400 repositories"),
            ..migration()
        };
        let advice = of("", wanted);
        assert_eq!(advice.route, Some(Route::Custom));
        assert_eq!(
            (advice.sku, advice.why.as_str()),
            (None, "1,400 repositories")
        );
    }

    #[test]
    fn what_a_sku_holds_is_standard() {
        let advice = of("", migration());
        assert_eq!(advice.route, Some(Route::Standard));
        assert_eq!(advice.sku.as_deref(), Some("migration-plus"));
        let hours = |hours| Wanted {
            hours: Some(Hours::whole(hours)),
            ..Wanted::default()
        };
        assert_eq!(of("", hours(40)).sku.as_deref(), Some("expert-services-40"));
        assert_eq!(of("", hours(41)).route, Some(Route::Custom));
        assert_eq!(
            of("", hours(41)).why,
            "no SKU of the catalogue holds 41 hours"
        );
    }

    #[test]
    fn mixed_is_custom_and_small_businesses_get_no_custom_work() {
        let mixed = Wanted {
            mixed: true,
            ..migration()
        };
        assert_eq!(of("", mixed).route, Some(Route::Custom));
        assert_eq!(of("", mixed).sku, None);
        assert_eq!(of("segment: smb\n", mixed).route, None);
        assert_eq!(
            of("segment: smb\n", migration()).route,
            Some(Route::Standard)
        );
        assert_eq!(of("segment: smb\n", Wanted::default()).route, None);
    }

    #[test]
    fn what_was_not_positioned_is_said() {
        assert!(
            of("", migration())
                .warning
                .is_some_and(|said| said.contains("Positioned PS"))
        );
        let declined = of("ps_positioning: {standing: declined}\n", migration());
        assert!(
            declined
                .warning
                .is_some_and(|said| said.contains("were declined"))
        );
        assert_eq!(
            of("ps_positioning: {standing: positioned}\n", migration()).warning,
            None
        );
    }
}
