//! What somebody does with an opportunity, as the change it makes and as the command that makes it.
//! What is done lives in the files beside this one.

use super::{Call, Deed, Sale};
use crate::calendar::Date;
use crate::changes::activity::{About, Draft, log};
use crate::changes::pov::{self as povs, Said};
use crate::changes::record::{self, Setting};
use crate::changes::{Act, Plan, Refusal, opportunity as opps};
use crate::cli::sa::demo::cast::{self, Cast, Opened};
use crate::cli::sa::demo::clock::{date_after, time_of};
use crate::records::activity::{AgreedStep, Attendee, Venue};
use crate::records::opportunity::{Opportunity, SecondMode};
use crate::records::pov::Pov;
use crate::records::{File, Id, One, Records, account, opportunity, pov};
use crate::source::FileChange;
use crate::source::rewrite::{Change, Yaml};

/// Who does something with which opportunity, and when.
pub(in crate::cli::sa::demo) struct Doing<'a> {
    pub(in crate::cli::sa::demo) cast: &'a Cast,
    pub(in crate::cli::sa::demo) sale: &'static Sale,
    pub(in crate::cli::sa::demo) who: &'static str,
    pub(in crate::cli::sa::demo) act: Act<'a>,
    /// The id of an activity, should one be logged.
    pub(in crate::cli::sa::demo) activity: &'a Id,
}

/// Returns what deeds change when they are committed together, and the command of the first of them.
pub(in crate::cli::sa::demo) fn plan(
    doing: &Doing<'_>,
    before: &Records,
    deeds: &[Deed],
) -> Result<(Plan, String), Refusal> {
    let mut files: Vec<FileChange> = Vec::new();
    let mut first = None;
    for deed in deeds {
        let now = Records::beside(before.snapshot().with(&files), before);
        let plan = doing.one(&now, deed)?;
        first.get_or_insert((plan.subject, doing.command(deed)));
        for file in plan.files {
            files.retain(|earlier| earlier.path != file.path);
            files.push(file);
        }
    }
    let (subject, command) = first.expect("a turn is at least one deed");
    Ok((Plan { files, subject }, command))
}

impl Doing<'_> {
    fn opened(&self) -> &Opened {
        self.cast.opened(self.sale.deal)
    }

    fn opportunity<'r>(&self, records: &'r Records) -> One<'r, Opportunity> {
        let found = records.get(&opportunity::KIND, self.opened().id.as_str());
        found.expect("a sale begins with its opportunity")
    }

    fn pov<'r>(&self, records: &'r Records) -> One<'r, Pov> {
        let found = records.get(&pov::KIND, self.opened().pov.as_str());
        found.expect("a POV is agreed on before anything else")
    }

    fn in_days(&self, days: i64) -> Date {
        date_after(self.act.at, days)
    }

    fn one(&self, records: &Records, deed: &Deed) -> Result<Plan, Refusal> {
        match deed {
            Deed::Log(call) => self.log(records, call),
            Deed::Pov(pov_type, days) => {
                let account = self.opened().deal.account;
                self.agree(records, pov_type.name(), account, Some(*days))
            }
            Deed::PovAstray(pov_type, deal) => {
                self.agree(records, pov_type.name(), cast::deal_of(deal).account, None)
            }
            Deed::Criterion(..)
            | Deed::CameOut(..)
            | Deed::Approve(_)
            | Deed::Begin
            | Deed::Extend(..)
            | Deed::End(..)
            | Deed::Stop => self.with_pov(records, deed),
            _ => self.with_opportunity(self.opportunity(records), deed),
        }
    }

    fn with_opportunity(&self, found: One<'_, Opportunity>, deed: &Deed) -> Result<Plan, Refusal> {
        let act = self.act;
        let said = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        match deed {
            Deed::To(stage, reason) => opps::stage(found, *stage, said(reason), act),
            Deed::Next(words, days) => {
                opps::next_steps(found, words, Some(self.in_days(*days)), act)
            }
            Deed::Rate(rating, details) => opps::rate(found, *rating, details, act),
            Deed::EvalStart(ago) => opps::start_evaluation(found, self.in_days(-ago)),
            Deed::EvalEnd(ago, status, details) => {
                opps::end_evaluation(found, self.in_days(-ago), *status, details)
            }
            Deed::Close(days, why) => opps::close_date(found, self.in_days(*days), said(why), act),
            Deed::Assign(who, why) => opps::assign(found, &self.cast.handle(who), said(why), act),
            Deed::Second(who, mode) => opps::second(found, &self.cast.handle(who), *mode, act),
            Deed::HandOver(who) => {
                let who = Yaml::Text(self.cast.handle(who).to_string());
                self.appended(found.file, "primary_sa", ("who", who))
            }
            Deed::Set(settings) => Ok(Plan {
                files: vec![record::set(found.file, &self.settings(settings))?],
                subject: format!("opportunities: edit {}", found.id()),
            }),
            _ => unreachable!("what is done with POVs and activities is told apart before"),
        }
    }

    fn with_pov(&self, records: &Records, deed: &Deed) -> Result<Plan, Refusal> {
        let (pov, act) = (self.pov(records), self.act);
        match deed {
            Deed::Criterion(capability, proof, metric) => {
                let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
                let criterion = Said {
                    required_capability: said(capability),
                    acceptance_criterion: said(proof),
                    metric: said(metric),
                    outcome: None,
                };
                povs::add_criterion(pov, &criterion)
            }
            Deed::CameOut(number, outcome) => {
                let said = Said {
                    outcome: Some((*outcome).into()),
                    ..Said::default()
                };
                povs::set_criterion(pov, *number, &said)
            }
            Deed::Approve(note) => povs::approve(pov, Some(note), act),
            Deed::Begin => {
                let opportunity = Some(self.opportunity(records));
                povs::start(pov, opportunity, act.at.date(), None, act)
            }
            Deed::Extend(days, reason) => povs::extend(pov, self.in_days(*days), reason, act),
            Deed::End(result, note) => povs::close(pov, *result, note, act.at.date(), act),
            _ => self.appended(pov.file, "history", ("to", Yaml::Bare("closed".into()))),
        }
    }

    /// Returns the command that does a deed, without its long texts.
    fn command(&self, deed: &Deed) -> String {
        let Opened { id, pov, deal, .. } = self.opened();
        match deed {
            Deed::To(stage, _) => format!("sa opp stage {id} \"{}\"", stage.name()),
            Deed::Next(..) => format!("sa opp next-steps {id} ... --by ..."),
            Deed::Rate(rating, _) => {
                let rating = rating.name().to_lowercase();
                format!("sa opp rate {id} {rating} --details ...")
            }
            Deed::EvalStart(_) => format!("sa opp tech-eval start {id} --on ..."),
            Deed::EvalEnd(..) => format!("sa opp tech-eval end {id} --status ... --details ..."),
            Deed::Close(..) => format!("sa opp close-date {id} ..."),
            Deed::Assign(who, _) => format!("sa opp assign {id} {}", self.cast.handle(who)),
            Deed::Second(who, mode) => {
                let mode = SecondMode::ALL.iter().find(|(own, _)| own == mode);
                let mode = mode.map_or("", |(_, word)| word);
                let who = self.cast.handle(who);
                format!("sa opp second {id} {who} --mode {mode}")
            }
            Deed::Set(_) => format!("sa opp edit {id} --set ..."),
            Deed::HandOver(_) => format!("sa opp edit {id} --edit"),
            Deed::Log(call) => {
                let about = if call.is_astray {
                    deal.account
                } else {
                    id.as_str()
                };
                format!("sa log {about} ... --type \"{}\"", call.activity_type)
            }
            Deed::Pov(pov_type, _) | Deed::PovAstray(pov_type, _) => {
                format!("sa pov new {id} --type {}", pov_type.name())
            }
            Deed::Criterion(..) => format!("sa pov criterion add {pov} --capability ..."),
            Deed::CameOut(number, _) => format!("sa pov criterion set {pov} {number} ..."),
            Deed::Approve(_) => format!("sa pov approve {pov} --note ..."),
            Deed::Begin => format!("sa pov start {pov}"),
            Deed::Extend(..) => format!("sa pov extend {pov} --until ... --reason ..."),
            Deed::End(..) => format!("sa pov close {pov} --result ... --note ..."),
            Deed::Stop => format!("sa pov edit {pov} --edit"),
        }
    }

    /// Returns the plan of adding an entry with one word in an editor.
    fn appended(
        &self,
        file: &File,
        list: &str,
        (key, word): (&str, Yaml),
    ) -> Result<Plan, Refusal> {
        let change = Change::Append {
            path: list.into(),
            item: self.act.entry(vec![(key.to_owned(), word)]),
        };
        Ok(Plan {
            files: vec![record::edit(file, &[change])?],
            subject: format!("{}: edit {}", file.kind.folder, file.id),
        })
    }

    fn settings(&self, settings: &[(&str, &str)]) -> Vec<Setting> {
        let named = |key: &str, text: &str| match key {
            "duplicate_of" | "merged_into" => self.cast.opened(text).id.to_string(),
            _ => text.to_owned(),
        };
        let settings = settings.iter();
        settings
            .map(|(key, text)| Setting {
                key: (*key).into(),
                text: named(key, text),
            })
            .collect()
    }

    fn agree(
        &self,
        records: &Records,
        pov_type: &str,
        account: &str,
        days: Option<i64>,
    ) -> Result<Plan, Refusal> {
        let found = self.opportunity(records);
        let close = days.map_or(String::new(), |days| self.in_days(days).to_string());
        let settings: Vec<Setting> = [
            ("name", found.name.as_str()),
            ("opportunity", found.id()),
            ("account", account),
            ("owner", found.owner.as_str()),
            ("sa", self.act.by.as_str()),
            ("type", pov_type),
            ("close", &close),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| Setting {
            key: key.into(),
            text: text.into(),
        })
        .collect();
        let id = self.opened().pov.as_str();
        povs::create(id, found, records, &settings, self.act)
    }

    fn log(&self, records: &Records, call: &Call) -> Result<Plan, Refusal> {
        let found = self.opportunity(records);
        let zone = cast::zone(self.who);
        let at = time_of(self.act.at, call.days_ago, call.time, &zone);
        let by = self.act.by.clone();
        let mut draft = Draft::new(call.activity_type, at, by, call.summary);
        draft.sentiment = call.sentiment;
        draft.venue = call.notice.map(|_| Venue::OnSite);
        draft.arranged_on = call.notice.map(|days| at.date().plus_days(-days));
        draft.attendees = call.with.iter().map(attendee).collect();
        draft.next_steps = call
            .next
            .map(|(words, days)| AgreedStep {
                who: None,
                text: words.into(),
                due: Some(self.in_days(days)),
            })
            .into_iter()
            .collect();
        let about = match call.is_astray {
            false => About::Opportunity(found),
            true => {
                let account = records.get(&account::KIND, self.opened().deal.account);
                About::Account(account.expect("accounts come before their opportunities"))
            }
        };
        log(self.activity, &draft, about, self.act)
    }
}

fn attendee((name, role): &(&str, &str)) -> Attendee {
    Attendee {
        name: (*name).into(),
        role: Some(*role).filter(|role| !role.is_empty()).map(Into::into),
    }
}
