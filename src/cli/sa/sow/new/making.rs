//! How a SOW of an opportunity is made from what is known of it.

use crate::changes::record::Setting;
use crate::changes::{Act, sow};
use crate::cli::change::{Changed, change};
use crate::cli::sa::record::with_sheet;
use crate::cli::sa::record_new::settings_of;
use crate::cli::sa::sow::advance::{next, standing};
use crate::cli::{Context, Failure, Output, Writing, find};
use crate::lifecycle::State as _;
use crate::records::sow::KIND;
use crate::records::{File, One, Opportunity, Person, Records, Sow, opportunity, person};

/// What is known of a SOW to be made; people are named as typed.
#[derive(Debug, Default)]
pub(in crate::cli::sa) struct Wish {
    pub opportunity: String,
    pub name: Option<String>,
    pub author: Option<String>,
    pub em: Option<String>,
    pub rdm: Option<String>,
    pub ta: Option<String>,
    pub route: Option<String>,
    pub route_reason: Option<String>,
    pub sku: Option<String>,
    pub service: Option<String>,
    pub size: Option<String>,
    pub scoping_issue: Option<String>,
    pub ps_opportunity: Option<String>,
    pub why: Vec<String>,
}

impl Wish {
    /// Makes the SOW.
    ///
    /// # Errors
    /// No opportunity or person, or more than one, is meant; the change was refused.
    pub(in crate::cli::sa) fn make(
        &self,
        context: &Context,
        writing: Writing,
    ) -> Result<Output, Failure> {
        let desk = context.open()?;
        let id = context
            .new_id("SOW", &desk.now_of(&[])?.records)?
            .to_string();
        let changed = change(context, &desk, writing, |scenery| {
            let records = &scenery.scene.records;
            let opportunity = find::opportunity(records, &self.opportunity)?;
            let (me, at) = scenery.actor()?;
            let act = Act { by: &me, at };
            let settings = self.settings(opportunity, records, act)?;
            let ta = self.reviewer(records)?;
            Ok(sow::create(&id, opportunity, &settings, ta, act)?)
        });
        let kind = &opportunity::KIND;
        let changed = changed
            .map_err(|failure| find::not_committed(&desk, kind, &self.opportunity, failure))?;
        Ok(made(changed, &id))
    }

    /// Returns what the new SOW says; what is not known comes from the opportunity.
    pub(super) fn settings(
        &self,
        opportunity: One<'_, Opportunity>,
        records: &Records,
        act: Act<'_>,
    ) -> Result<Vec<Setting>, Failure> {
        let person = |text: &Option<String>| {
            let found = text.as_deref().map(|text| find::handle(records, text));
            found.transpose()
        };
        let name = self.name.as_ref().unwrap_or(&opportunity.name);
        let author = person(&self.author)?.unwrap_or(act.by.to_string());
        Ok(settings_of([
            ("name", Some(name.clone())),
            ("opportunity", Some(opportunity.id().to_owned())),
            ("ps_opportunity", self.ps_opportunity.clone()),
            ("account", Some(opportunity.account.to_string())),
            ("author", Some(author)),
            ("engagement_manager", person(&self.em)?),
            ("regional_delivery_manager", person(&self.rdm)?),
            ("route", self.route.clone()),
            ("route_reason", self.route_reason.clone()),
            ("sku", self.sku.clone()),
            ("scoping_issue", self.scoping_issue.clone()),
            ("why_a_ta", Some(self.why.join(","))),
            ("service", self.service.clone()),
            ("engagement_size", self.size.clone()),
        ]))
    }

    /// Returns the Technical Architect who is to review it.
    pub(super) fn reviewer<'a>(
        &self,
        records: &'a Records,
    ) -> Result<Option<One<'a, Person>>, Failure> {
        let ta = self.ta.as_deref();
        let found = ta.map(|text| find::one(records, &person::KIND, text.trim_start_matches('@')));
        found.transpose()
    }
}

/// Returns what to say of a SOW that was made, and of others of its opportunity.
pub(super) fn made(changed: Changed, id: &str) -> Output {
    let Changed {
        mut output,
        written,
        after: scene,
    } = changed;
    let Some(sow) = scene.records.get::<Sow>(&KIND, id).filter(|_| written) else {
        return output;
    };
    let others = scene.records.naming(&KIND, sow.opportunity.as_str());
    let others = others.into_iter().filter_map(File::as_one::<Sow>);
    for other in others.filter(|other| other.id() != id && other.opportunity == sow.opportunity) {
        output.said.insert(
            0,
            format!(
                "{} has the SOW {} besides: {}, {}",
                sow.opportunity,
                other.id(),
                other.name,
                other.state().name()
            ),
        );
    }
    let path = sow.file.path();
    output
        .said
        .insert(0, format!("{}: {path}", standing(sow, "")));
    output.next = next(sow, &scene.records);
    with_sheet(&scene.records, &KIND, id, &mut output);
    output
}
