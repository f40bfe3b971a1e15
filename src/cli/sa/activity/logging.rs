//! What logging an activity has in common, however it was told: who logs it and when, what is written, what is owed then.

use serde_json::{Value, json};

use crate::calendar::moment::{self, Clock, Moment, moment};
use crate::calendar::{Instant, Zone};
use crate::changes::activity::{About, Draft, log};
use crate::changes::{Act, Refusal};
use crate::cli::change::change;
use crate::cli::desk::Scene;
use crate::cli::sa::record::with_sheet;
use crate::cli::{Context, Exit, Failure, Output, Writing, find};
use crate::finding::{Finding, Verdict};
use crate::records::activity::{ActivityType, KIND};
use crate::records::{
    Account, One, Person, Records, Request, account, opportunity, person, request,
};
use crate::views::plain::clean_line;

/// Seconds by which the clocks of two machines may differ.
const GRACE: i64 = 60;

/// Findings shown of what is owed on an opportunity.
const SHOWN: usize = 5;

/// What an activity is drafted from.
#[derive(Clone, Copy)]
pub(in crate::cli::sa) struct Drafting<'a> {
    pub scene: &'a Scene,
    pub act: Act<'a>,
    /// The zone of who logs it.
    pub zone: Option<&'a Zone>,
}

/// A draft, what it is about, and what was read into what was typed.
pub(in crate::cli::sa) struct Drafted<'a> {
    pub draft: Draft,
    pub about: About<'a>,
    pub said: Vec<String>,
}

impl Drafting<'_> {
    /// Returns the moment that a text means to who logs.
    ///
    /// # Errors
    /// The text is no moment.
    pub(in crate::cli::sa) fn moment(&self, text: &str) -> Result<Moment, String> {
        let now = self.act.at;
        moment(
            text,
            Clock {
                now,
                zone: self.zone,
            },
        )
    }

    /// Returns the handle of the SA that a flag names, or of who logs.
    ///
    /// # Errors
    /// No person, or more than one, is meant.
    pub(in crate::cli::sa) fn sa(
        &self,
        flag: Option<&str>,
    ) -> Result<crate::records::Handle, Failure> {
        let Some(text) = flag else {
            return Ok(self.act.by.clone());
        };
        let handle = find::handle(&self.scene.records, text)?;
        Ok(handle.parse().expect("the id of a person is a handle"))
    }
}

/// Returns the type that a text means.
///
/// # Errors
/// None, or more than one, is meant.
pub(in crate::cli::sa) fn activity_type(text: &str) -> Result<ActivityType, Failure> {
    ActivityType::meant(text).map_err(|why| {
        let (message, help) = why
            .split_once("; ")
            .unwrap_or((&why, "`sa log --help` lists all types"));
        Failure::new(Exit::Misuse, message, help)
    })
}

/// Returns what a text means that an activity was done for; only a `Ride Along` needs no more than an account.
///
/// # Errors
/// Nothing, or more than one thing, is meant.
pub(in crate::cli::sa) fn about<'a>(
    records: &'a Records,
    text: &str,
    activity_type: ActivityType,
) -> Result<About<'a>, Failure> {
    if activity_type == ActivityType::RideAlong
        && let Ok(found) = find::one::<Account>(records, &account::KIND, text)
    {
        return Ok(About::Account(found));
    }
    Ok(About::Opportunity(find::opportunity(records, text)?))
}

/// Returns the request that a text means, where it is an id of one or the beginning of it.
///
/// # Errors
/// It begins as such an id, and no request, or more than one, is meant.
pub(in crate::cli::sa) fn request<'a>(
    records: &'a Records,
    text: &str,
) -> Result<Option<One<'a, Request>>, Failure> {
    let is_one = text.trim().to_ascii_uppercase().starts_with("REQ-");
    let found = is_one.then(|| find::one::<Request>(records, &request::KIND, text));
    found.transpose()
}

/// Returns what work for a request is logged under: its opportunity, or for a `Ride Along` its account.
///
/// # Errors
/// It names none, or one that cannot be read.
pub(in crate::cli::sa) fn about_request<'a>(
    records: &'a Records,
    request: One<'a, Request>,
    activity_type: ActivityType,
) -> Result<About<'a>, Failure> {
    if let Some(id) = &request.value().opportunity {
        return about(records, id.as_str(), activity_type);
    }
    let account = request.value().account.as_ref();
    let account = account.filter(|_| activity_type == ActivityType::RideAlong);
    match account {
        Some(slug) => about(records, slug.as_str(), activity_type),
        None => Err(Failure::new(
            Exit::Refused,
            format!(
                "{} names no opportunity, and work is logged for one",
                request.id()
            ),
            format!(
                "name it: `sa request edit {} --set opportunity=OPP-ID`",
                request.id()
            ),
        )),
    }
}

/// Logs an activity and says what is owed on its opportunity then; `of` is what was typed for that.
///
/// # Errors
/// The draft could not be made; the change was refused.
pub(in crate::cli::sa) fn carry_out(
    context: &Context,
    of: Option<&str>,
    writing: Writing,
    draft: impl for<'a> FnOnce(Drafting<'a>) -> Result<Drafted<'a>, Failure>,
) -> Result<Output, Failure> {
    let desk = context.open()?;
    let mut id = String::new();
    let mut said = Vec::new();
    let mut about_id = String::new();
    let changed = change(context, &desk, writing, |scenery| {
        let (me, at) = scenery.actor()?;
        let records = &scenery.scene.records;
        let own = records.get::<Person>(&person::KIND, me.as_str());
        let free = context.new_id("ACT", records)?;
        id = free.to_string();
        let drafted = draft(Drafting {
            scene: scenery.scene,
            act: Act { by: &me, at },
            zone: own.and_then(|own| own.value().time_zone.as_ref()),
        })?;
        let Drafted { draft, about, .. } = &drafted;
        if at.unix() + GRACE < draft.at.unix() {
            return Err(to_come(draft.at, about.id()));
        }
        about_id = about.id().to_owned();
        said = vec![clean_line(&format!(
            "logged: {} for {about_id} {} ({id})",
            draft.activity_type,
            about.name()
        ))];
        said.extend(drafted.said.iter().map(|sentence| clean_line(sentence)));
        Ok(log(&free, draft, *about, Act { by: &me, at })?)
    })
    .map_err(|mut failure| {
        if failure.help.is_empty() && !failure.findings.is_empty() {
            failure.help =
                "the call is not logged: once that is mended, run the same line again".into();
        }
        match of {
            Some(text) => find::not_committed(&desk, &opportunity::KIND, text, failure),
            None => failure,
        }
    })?;
    let mut output = changed.output;
    if !changed.written {
        output.said.splice(0..0, said.into_iter().skip(1));
        return Ok(output);
    }
    let scene = changed.after;
    output.said.splice(0..0, said);
    with_sheet(&scene.records, &KIND, &id, &mut output);
    say_what_is_owed(context, &scene, &about_id, &mut output);
    Ok(output)
}

/// Returns the refusal of what has not taken place yet.
fn to_come(at: Instant, id: &str) -> Failure {
    Failure::new(
        Exit::Refused,
        format!(
            "{} is yet to come, and what is logged has taken place",
            at.spoken()
        ),
        format!(
            "log it then; what is planned is a next step: `sa opp next-steps {id} TEXT --by {}`",
            at.date()
        ),
    )
}

/// Returns the refusal of notes or flags that contradict themselves.
pub(in crate::cli::sa) fn not_a_moment(why: String) -> Failure {
    Failure::new(Exit::Misuse, format!("--at: {why}"), moment::HOW)
}

/// Says what is owed on an opportunity now, the most harmful first, with the commands that mend it.
fn say_what_is_owed(context: &Context, scene: &Scene, id: &str, output: &mut Output) {
    let Some(file) = scene.records.file(&opportunity::KIND, id) else {
        return;
    };
    let mut owed = scene.findings_on(context.now, file);
    owed.retain(|finding| !matches!(finding.verdict, Verdict::Waived(_)));
    // The gate found some of these by the way; they are said once.
    output
        .findings
        .retain(|finding| finding.record.as_deref() != Some(id));
    if owed.is_empty() {
        output.said.push(format!("nothing is owed on {id}"));
    } else {
        output.said.push(format!("owed on {id}:"));
    }
    for finding in owed.iter().take(SHOWN) {
        output
            .said
            .push(format!("  {}", clean_line(&finding.message)));
        let command = finding.command().map(clean_line);
        output
            .next
            .extend(command.filter(|command| !output.next.contains(command)));
    }
    if let more @ 1.. = owed.len().saturating_sub(SHOWN) {
        let all = format!("hygiene check {}", file.path());
        output
            .said
            .push(format!("  and {more} more; `{all}` shows them"));
    }
    if let Some(report) = &mut output.report {
        report.data["owed"] = owed.iter().map(as_data).collect();
    }
}

fn as_data(finding: &Finding) -> Value {
    json!({
        "check": finding.check,
        "level": finding.level.name(),
        "message": finding.message,
        "help": finding.help,
    })
}

/// Refuses an activity that is there already: the same opportunity, time and type.
///
/// # Errors
/// It is there.
pub(in crate::cli::sa) fn not_twice(
    records: &Records,
    drafted: &Drafted<'_>,
) -> Result<(), Refusal> {
    let About::Opportunity(opportunity) = drafted.about else {
        return Ok(());
    };
    let Draft {
        activity_type, at, ..
    } = &drafted.draft;
    let same = crate::records::activity::of_opportunity(records, opportunity.id())
        .into_iter()
        .find(|one| one.at == *at && one.activity_type == *activity_type);
    let Some(same) = same else { return Ok(()) };
    Err(Refusal::new(
        format!(
            "the {activity_type} of {} for {} is logged already: {}",
            at.spoken(),
            opportunity.id(),
            same.id()
        ),
        format!(
            "see it with `sa activity show {0}`, change it with `sa activity edit {0}`",
            same.id()
        ),
    ))
}
