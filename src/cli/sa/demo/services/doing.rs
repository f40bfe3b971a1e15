//! What somebody does with a SOW or an escalation, as the change it makes and as the command that makes it.
//! What is done lives in the files beside this one.

use super::{Deed, Engagement, Happening, Trouble};
use crate::changes::record::Setting;
use crate::changes::review::{Draft, Giving, give};
use crate::changes::sow::{self as sows, CallAsked};
use crate::changes::{Act, Plan, Refusal, escalation as escalations};
use crate::cli::sa::demo::cast::{self, Cast};
use crate::cli::sa::demo::clock::time_of;
use crate::cli::sa::demo::lateness::Looking;
use crate::policy::sla::Subject;
use crate::records::review::{Answer, Item, Remark, ReviewerRole, Verdict};
use crate::records::sow::KIND;
use crate::records::{Id, One, Person, Records, Sow, escalation, opportunity, person};
use crate::sla::Clock;
use crate::source::FileChange;
use crate::source::snapshot::Content as Stored;

/// Who does something in Professional Services, and when.
pub(in crate::cli::sa::demo) struct Serving<'a> {
    pub(in crate::cli::sa::demo) cast: &'a Cast,
    pub(in crate::cli::sa::demo) who: &'static str,
    pub(in crate::cli::sa::demo) act: Act<'a>,
    /// Why it comes late, where it does.
    pub(in crate::cli::sa::demo) late: Option<&'a str>,
    /// The id of a review, should one be given.
    pub(in crate::cli::sa::demo) review: &'a Id,
}

/// Returns what happens as a change, and the command that would have made it.
pub(in crate::cli::sa::demo) fn plan(
    serving: &Serving<'_>,
    before: &Records,
    what: &Happening,
) -> Result<(Plan, String), Refusal> {
    let (cast, act) = (serving.cast, serving.act);
    Ok(match what {
        Happening::Done(engagement, deed) => {
            let (id, _) = cast.sow(engagement.key);
            (serving.done(before, engagement, deed)?, command(deed, id))
        }
        Happening::Opened(trouble) => {
            let id = cast.trouble(trouble.account).as_str();
            let plan = escalations::open(id, &opened(cast, trouble), act)?;
            let (account, severity) = (trouble.account, trouble.severity.name());
            let command =
                format!("ta escalation open --account {account} --severity {severity} ...");
            (plan, command)
        }
        Happening::Resolved(trouble, note) => {
            let id = cast.trouble(trouble.account).as_str();
            let found = before.get(&escalation::KIND, id);
            let found = found.expect("an escalation is opened before it is resolved");
            let plan = escalations::resolve(found, note, act)?;
            (plan, format!("ta escalation resolve {id} --note ..."))
        }
    })
}

/// Returns why what happens comes late, where the policy asks for that.
pub(in crate::cli::sa::demo) fn late(
    looking: &Looking<'_>,
    cast: &Cast,
    what: &Happening,
) -> Option<String> {
    let Happening::Done(engagement, deed) = what else {
        return None;
    };
    let file = looking
        .records
        .file(&KIND, cast.sow(engagement.key).0.as_str())?;
    let concerns = |clock: &Clock<'_>| match deed {
        Deed::To(..) => clock.subject == Subject::Sow,
        Deed::Answer(number, _) => {
            clock.subject == Subject::Question && clock.number == Some(*number)
        }
        Deed::Approve(_) | Deed::Return(..) | Deed::Confirm => clock.subject == Subject::Review,
        _ => false,
    };
    looking.reason(file, concerns, engagement.late)
}

impl Serving<'_> {
    fn done(
        &self,
        before: &Records,
        engagement: &Engagement,
        deed: &Deed,
    ) -> Result<Plan, Refusal> {
        let (id, act) = (&self.cast.sow(engagement.key).0, self.act);
        if let Deed::Begin = deed {
            let opened = self.cast.opened(engagement.deal);
            let found = before.get(&opportunity::KIND, opened.id.as_str());
            return sows::take_in(id.as_str(), found, &self.filled(engagement), act);
        }
        let sow: One<'_, Sow> = before
            .get(&KIND, id.as_str())
            .expect("an engagement begins with its text");
        let said = |text: &'static str| sows::Why {
            note: Some(text).filter(|text| !text.is_empty()),
            breach_reason: self.late,
        };
        match deed {
            Deed::Begin => unreachable!("it is told apart before"),
            Deed::Give(ta, reason) => {
                let ta: Option<One<'_, Person>> = before.get(&person::KIND, ta);
                let ta = ta.expect("Technical Architects are there from the beginning");
                sows::reassign(sow, ta, reason, act)
            }
            Deed::To(state, note) => sows::advance(sow, *state, said(note), act),
            Deed::Ask(text) => sows::ask(sow, text, act),
            Deed::Answer(number, text) => sows::answer(sow, *number, text, self.late, act),
            Deed::Call(days, time, context) => {
                let asked = CallAsked {
                    call_at: time_of(act.at, -days, time, &cast::zone(self.who)),
                    context,
                    because: None,
                    notice: None,
                };
                sows::call(sow, asked, act)
            }
            Deed::Say(text) => sows::comment(sow, text, act),
            Deed::Amend(changes) => Ok(amended(sow, changes)),
            Deed::Submit(note) => sows::submit(sow, before, said(note), None, act),
            Deed::Approve(_) => self.give(before, sow, ReviewerRole::Ta, deed),
            Deed::Return(..) => self.give(before, sow, ReviewerRole::Ta, deed),
            Deed::Confirm => self.give(before, sow, ReviewerRole::Rdm, deed),
        }
    }

    /// Returns the text of a SOW with the ids that the demo decides.
    fn filled(&self, engagement: &Engagement) -> String {
        let (_, ps_opportunity) = self.cast.sow(engagement.key);
        let opportunity = &self.cast.opened(engagement.deal).id;
        let text = engagement.text;
        let text = text.replace("{opportunity}", opportunity.as_str());
        text.replace("{ps_opportunity}", ps_opportunity.as_str())
    }

    fn give(
        &self,
        before: &Records,
        sow: One<'_, Sow>,
        role: ReviewerRole,
        deed: &Deed,
    ) -> Result<Plan, Refusal> {
        let digest = sow.content().digest.clone();
        let stored = before.snapshot().find(sow.file.path());
        let blob = stored.and_then(|file| match file.content {
            Stored::Blob(id) => Some(id.to_string()),
            Stored::Text(_) => None,
        });
        let giving = Giving {
            id: self.review.as_str(),
            role,
            verdict: match deed {
                Deed::Return(..) => Verdict::ChangesRequested,
                _ => Verdict::Approved,
            },
            seen: &digest,
            blob: blob.as_deref(),
            draft: &answered(deed),
            breach_reason: self.late,
        };
        give(sow, before, giving, self.act)
    }
}

/// Returns what a reviewer answered and commented on; a Regional Delivery Manager has no checklist.
fn answered(deed: &Deed) -> Draft {
    let mut draft = Draft::default();
    let all = Item::ALL.iter().map(|(item, ..)| *item);
    match deed {
        Deed::Approve(apart) => {
            for item in all {
                let reason = apart.iter().find(|(own, _)| *own == item);
                match reason {
                    Some((_, reason)) => draft.answer(item, Answer::Na, Some((*reason).into())),
                    None => draft.answer(item, Answer::Yes, None),
                }
            }
        }
        Deed::Return(wrong, comments) => {
            for item in all.filter(|item| wrong.contains(item)) {
                draft.answer(item, Answer::No, None);
            }
            draft.comments = comments
                .iter()
                .map(|(path, text)| Remark {
                    path: (*path).into(),
                    text: (*text).into(),
                })
                .collect();
        }
        _ => {}
    }
    draft
}

fn amended(sow: One<'_, Sow>, changes: &[(&str, &str)]) -> Plan {
    let mut text = sow.file.source().text.to_string();
    for (from, to) in changes {
        assert_eq!(
            text.matches(from).count(),
            1,
            "it stands there once: {from}"
        );
        text = text.replace(from, to);
    }
    Plan {
        files: vec![FileChange {
            path: sow.file.path().into(),
            text: Some(text),
        }],
        subject: format!("sows: edit {}", sow.id()),
    }
}

fn opened(cast: &Cast, trouble: &Trouble) -> Vec<Setting> {
    let sow = trouble.about.map_or("", |key| cast.sow(key).0.as_str());
    let settings = [
        ("subject", trouble.subject),
        ("account", trouble.account),
        ("sow", sow),
        ("severity", trouble.severity.name()),
        ("owner", trouble.owner),
    ];
    let said = settings.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(key, text)| Setting {
        key: key.into(),
        text: text.into(),
    })
    .collect()
}

/// Returns the command that does a deed, without its long texts.
fn command(deed: &Deed, id: &Id) -> String {
    match deed {
        Deed::Begin => "sa sow new --from -".into(),
        Deed::Give(ta, _) => format!("ta reassign {id} {ta} --reason ..."),
        Deed::To(state, _) => sows::command(id.as_str(), *state).replace("TEXT", "..."),
        Deed::Ask(_) => format!("ta ask {id} ..."),
        Deed::Answer(number, _) => format!("ta answer {id} {number} ..."),
        Deed::Call(..) => format!("ta call {id} --at ... --context ..."),
        Deed::Say(_) => format!("sa sow comment {id} ..."),
        Deed::Amend(_) => format!("sa sow edit {id} --edit"),
        Deed::Submit(_) => format!("sa sow submit {id} --note ..."),
        Deed::Approve(_) => format!("ta review {id} --approve --answer ..."),
        Deed::Return(..) => format!("ta review {id} --request-changes --comment ..."),
        Deed::Confirm => format!("ta review {id} --approve"),
    }
}
