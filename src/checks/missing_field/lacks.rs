//! What a request lacks for its state: for the check, for lists, and for whoever takes one in.

use crate::calendar::Zone;
use crate::finding::Level;
use crate::lifecycle::all_of;
use crate::policy::Policy;
use crate::records::opportunity::{self, Opportunity};
use crate::records::request::form::Takes;
use crate::records::request::{DeclineReason, Item, Move, Party, Request, RideAlong, State};
use crate::records::values::answer::{self, Doubt};
use crate::records::{One, Records};

/// One thing a request lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Key in the record where it belongs.
    pub key: String,
    /// What it is called, as on the board.
    pub title: String,
    /// What is wrong, worded after the title: `is missing`, `names no time zone`.
    pub fault: String,
    /// The command that sets it.
    pub mend: String,
    /// The item of the form it is, if it is one.
    pub item: Option<Item>,
    pub level: Level,
}

impl Missing {
    /// Returns the name of the check that tells of it.
    pub fn check(&self) -> &'static str {
        match self.item.is_some_and(Item::is_of_command_plan) {
            true => "request-without-command-plan",
            false => "missing-field",
        }
    }
}

/// Returns all that a request lacks for its state, the command plan included, in the order of the form.
pub fn missing(request: One<'_, Request>, records: &Records, policy: &Policy) -> Vec<Missing> {
    missing_of(request, records, policy, |_| true)
}

/// Returns what a request lacks for its state, of its items only those that are wanted, in the order of the form.
pub(in crate::checks) fn missing_of(
    request: One<'_, Request>,
    records: &Records,
    policy: &Policy,
    wants: fn(Item) -> bool,
) -> Vec<Missing> {
    let path = request.path();
    let engaged = match request.state() {
        Some(State::Waiting) => State::waited_from(&path).is_some_and(State::is_engaged),
        Some(state) => state.is_engaged(),
        None => false,
    };
    let level = if engaged {
        Level::Error
    } else {
        Level::Warning
    };
    let mut all = Vec::new();
    if request.state() != Some(State::Declined) {
        all.extend(items(request, records, policy, level, wants));
    }
    if engaged && request.owner.is_none() {
        all.push(of_state(
            "owner",
            "the owner",
            "is missing",
            format!("sa request edit {} --set owner=HANDLE", request.id()),
        ));
    }
    all.extend(of_last_entry(request));
    all
}

/// Returns the items of the form that are missing: those that must always be there as errors, the rest at `level`.
fn items(
    request: One<'_, Request>,
    records: &Records,
    policy: &Policy,
    level: Level,
    wants: fn(Item) -> bool,
) -> Vec<Missing> {
    let least = request.template.least();
    let required = policy.required(request.template);
    let wanted = Item::ALL
        .iter()
        .map(|row| row.item)
        .filter(|item| wants(*item) && (least.contains(item) || required.contains(item)));
    wanted
        .filter_map(|item| {
            let fault = fault(item, request.value(), records, policy)?;
            let absent = request.says(item).is_none_or(|text| text.trim().is_empty());
            Some(Missing {
                key: item.path(),
                title: item.title().into(),
                mend: mend(item, &fault, request.id()),
                fault,
                item: Some(item),
                level: if least.contains(&item) && absent {
                    Level::Error
                } else {
                    level
                },
            })
        })
        .collect()
}

/// Returns what is wrong with one item, worded after its title; `None` when it is there.
fn fault(item: Item, request: &Request, records: &Records, policy: &Policy) -> Option<String> {
    let text = request.says(item).unwrap_or_default();
    let text = text.as_ref();
    if text.trim().is_empty() {
        return Some("is missing".into());
    }
    if item == Item::Opportunity {
        let found: Option<One<'_, Opportunity>> = records.get(&opportunity::KIND, text);
        // One that is not there is named by unknown-reference.
        let stage = found?.stage();
        return match policy.earliest_stage {
            // What an SA has begun goes on to its end, however the deal ends meanwhile.
            _ if request.is_begun() => None,
            _ if !stage.is_open() => Some(format!("is not active: its stage is {}", stage.name())),
            Some(earliest) if stage < earliest => Some(format!(
                "is at {}, and this desk engages an SA from {}",
                stage.name(),
                earliest.name()
            )),
            _ => None,
        };
    }
    let settled = |doubt: &Doubt| {
        matches!(doubt, Doubt::SeveralOpportunities { .. }) && request.opportunity.is_some()
    };
    answer::doubts(item.key(), text, &Zone::is_known)
        .into_iter()
        .find(|doubt| !settled(doubt))
        .map(|doubt| doubt.message())
        .or_else(|| unfit(item, text))
}

/// Returns why an answer does not do for its item, worded after its title.
fn unfit(item: Item, text: &str) -> Option<String> {
    match item {
        Item::SalesforceLink | Item::ProductGathered | Item::SecurityDocument
            if !answer::holds_link(text) =>
        {
            Some(Doubt::NotALink.message())
        }
        Item::RideMeetings => {
            let (count, wanted) = (RideAlong::proposed(text), RideAlong::MEETINGS);
            (count < wanted).then(|| format!("names {count} of {wanted} meetings"))
        }
        Item::MeetingDuration if text == "0" => Some("is 0 minutes".into()),
        // What stands in a label of the tracker ends with its line, and a comma parts labels.
        Item::PartnerName => {
            let unfit = text.trim().chars().find(|c| ",~\"\n".contains(*c))?;
            Some(match unfit {
                '\n' => "is no name for a label: it has more than one line".into(),
                unfit => format!("is no name for a label: it has a `{unfit}`"),
            })
        }
        _ => None,
    }
}

/// Returns the command that sets an item.
fn mend(item: Item, fault: &str, id: &str) -> String {
    // Which opportunity is meant is said by naming it, not by rewording what the customer is.
    if item == Item::Customer && fault.contains("opportunities") {
        return mend(Item::Opportunity, "", id);
    }
    let value = match item {
        Item::Opportunity => "OPP-ID",
        Item::Follows => "REQ-ID",
        Item::PreferredDates => "\"2026-12-01 15:00 Europe/Berlin\"",
        Item::Hosting => "\"Self-Managed\"",
        Item::CommandPlanLink
        | Item::SalesforceLink
        | Item::ProductGathered
        | Item::SecurityDocument => "https://...",
        Item::Account => "SLUG",
        Item::Subscription => "saas|self-managed",
        Item::MeetingDuration => "60",
        Item::SmeArea => "AREA",
        Item::RfxKind => "rfi|rfp|rfq|other",
        Item::SecurityArr => "\"120000 EUR\"",
        Item::PartnerRegion => "AMER|APAC|EMEA",
        Item::SecondaryMode => "ad-hoc|long-term",
        Item::ContentSort => "blog|webinar|talk|video",
        _ if item.takes() == Takes::Moment => "\"2026-12-01 15:00 Europe/Berlin\"",
        _ if item.takes() == Takes::Day => "2026-12-01",
        _ if item.takes() == Takes::Person => "HANDLE",
        _ => "\"...\"",
    };
    format!("sa request edit {id} --set {}={value}", item.key())
}

/// Returns what the last history entry lacks for its state.
fn of_last_entry(request: One<'_, Request>) -> Vec<Missing> {
    let Some(entry) = request.history.last() else {
        return Vec::new();
    };
    let lacks = match entry.to {
        State::Waiting => of_waiting(entry, request.id()),
        State::Closed => of_closing(entry, request.id()),
        State::Declined => of_declining(entry, request.id()),
        State::Open | State::Triaged | State::DemoReady | State::Doing | State::Followup => {
            Vec::new()
        }
    };
    let at = request.history.len() - 1;
    let in_record = |missing: Missing| Missing {
        key: format!("history[{at}].{}", missing.key),
        ..missing
    };
    lacks.into_iter().map(in_record).collect()
}

fn of_waiting(entry: &Move, id: &str) -> Vec<Missing> {
    let mend =
        format!("say it when it begins to wait: `sa request wait {id} --for TEXT --from WHO`");
    let told = [
        ("awaiting", "what is awaited", &entry.awaiting),
        ("from", "from whom it is awaited", &entry.from),
    ];
    told.into_iter()
        .filter(|(.., text)| is_blank(text))
        .map(|(key, title, _)| of_state(key, title, "is missing", mend.clone()))
        .collect()
}

fn of_closing(entry: &Move, id: &str) -> Vec<Missing> {
    let absent: Vec<&str> = Party::ALL
        .iter()
        .filter(|(party, _)| !entry.acknowledged.contains(party))
        .map(|(_, name)| *name)
        .collect();
    if absent.is_empty() {
        return Vec::new();
    }
    let fault = format!("of {} is missing", all_of(&absent));
    let mend = format!(
        "close it when all three agree: `sa request close {id} --ack sa --ack customer --ack sales`"
    );
    vec![of_state(
        "acknowledged",
        "the acknowledgement",
        &fault,
        mend,
    )]
}

fn of_declining(entry: &Move, id: &str) -> Vec<Missing> {
    let mend = format!("say why: `sa request decline {id} --reason R --note TEXT`");
    let (key, title) = match entry.reason {
        None => ("reason", "the reason for declining"),
        Some(DeclineReason::Other) if is_blank(&entry.note) => {
            ("note", "the note that tells the other reason")
        }
        Some(_) => return Vec::new(),
    };
    vec![of_state(key, title, "is missing", mend)]
}

fn is_blank(text: &Option<String>) -> bool {
    text.as_deref().is_none_or(|text| text.trim().is_empty())
}

fn of_state(key: &str, title: &str, fault: &str, mend: String) -> Missing {
    Missing {
        key: key.into(),
        title: title.into(),
        fault: fault.into(),
        mend,
        item: None,
        level: Level::Error,
    }
}
