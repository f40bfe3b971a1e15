//! The meetings that records tell of: client-facing activities, what was agreed in requests, scoping calls of SOWs.
//! Which of them are in each other's way is found in the check.

use crate::calendar::{Instant, Week};
use crate::checks::Review;
use crate::records::person::{self, Role};
use crate::records::{Activity, File, One, Request, Sow};

/// A meeting that somebody is in.
#[derive(Clone)]
pub(super) struct Meeting<'a> {
    pub(super) who: &'a str,
    pub(super) from: Instant,
    pub(super) until: Instant,
    pub(super) file: &'a File,
    /// The key that says when.
    pub(super) key: String,
    /// What it is about: meetings of one subject are one meeting.
    pub(super) subject: &'a str,
}

/// Returns the meetings that a record tells of, of this week or later.
pub(super) fn meetings_of<'a>(review: &Review<'a>, file: &'a File) -> Vec<Meeting<'a>> {
    let mut meetings = Vec::new();
    if let Some(activity) = file.as_one::<Activity>() {
        meetings.extend(of_activity(review, activity));
    }
    if let Some(request) = file.as_one::<Request>() {
        meetings.extend(of_request(review, request));
    }
    if let Some(sow) = file.as_one::<Sow>() {
        meetings.extend(of_sow(review, sow));
    }
    let week_after = |day| Week::of(day).plus_weeks(1).first_day();
    meetings.retain(|meeting| !review.now.has_begun(week_after(meeting.from.date())));
    meetings
}

fn of_activity<'a>(review: &Review<'a>, activity: One<'a, Activity>) -> Option<Meeting<'a>> {
    let value = activity.value();
    let is_meeting = value.is_client_facing();
    let account = value.account.as_ref().map(|slug| slug.as_str());
    let subject = value.opportunity.as_ref().map(|id| id.as_str());
    is_meeting.then(|| Meeting {
        who: value.sa.as_str(),
        from: value.at,
        until: value
            .at
            .plus_seconds(60 * review.policy.thresholds.triage_meeting_minutes),
        file: activity.file,
        key: "at".into(),
        subject: subject.or(account).unwrap_or_default(),
    })
}

/// Returns the meeting that was agreed in a request which somebody has and that goes on.
fn of_request<'a>(review: &Review<'a>, request: One<'a, Request>) -> Option<Meeting<'a>> {
    let value = request.value();
    let (who, from) = (value.owner.as_ref()?, value.meeting.at?);
    let minutes = value.meeting.duration_minutes.map(i64::from);
    let minutes = minutes.unwrap_or(review.policy.thresholds.triage_meeting_minutes);
    let subject = value.opportunity.as_ref().map(|id| id.as_str());
    let is_open = value.state().is_some_and(|state| !state.is_end());
    is_open.then(|| Meeting {
        who: who.as_str(),
        from,
        until: from.plus_seconds(60 * minutes),
        file: request.file,
        key: "meeting.at".into(),
        subject: subject.unwrap_or(request.id()),
    })
}

fn of_sow<'a>(review: &Review<'a>, sow: One<'a, Sow>) -> Vec<Meeting<'a>> {
    let minutes = review.policy.thresholds.triage_meeting_minutes;
    let value = sow.value();
    let who = value.author.as_str();
    if value.calls.is_empty() || !person::has_role(review.after, who, Role::Sa) {
        return Vec::new();
    }
    let calls = value.calls.iter().enumerate();
    calls
        .map(|(at, call)| Meeting {
            who,
            from: call.call_at,
            until: call.call_at.plus_seconds(60 * minutes),
            file: sow.file,
            key: format!("calls[{at}].call_at"),
            subject: value.opportunity.as_str(),
        })
        .collect()
}
