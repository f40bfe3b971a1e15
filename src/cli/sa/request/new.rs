//! `sa request new`.

use clap::Args;

use super::advance::next;
use super::given::{self, Given};
use crate::changes::request::{Act, open};
use crate::checks::missing_field::{Missing, missing};
use crate::cli::change::{Scenery, change};
use crate::cli::context::{Desk, Scene};
use crate::cli::sa::record_new::{Question, answer};
use crate::cli::{Context, Exit, Failure, Output, Writing, editor, prompt};
use crate::records::request::{Item, KIND};
use crate::records::{File, Id, Record, Records, Request, opportunity};
use crate::reports::{Report, requests};
use crate::source::FileChange;
use crate::store::read_given;

/// Take a request in
///
/// From a form as it was pasted, from YAML, from flags, or by questions on a terminal. It may be taken in incomplete:
/// what is missing is named wherever the request is listed, and an SA can claim it once it is there.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  sa request new --from mail.md
  pbpaste | sa request new --from -
  sa request new --template follow-up --follows REQ-4T9K --customer \"Northwind Freight\" \\
      --dates \"2026-12-01 15:00 CET\" --asks \"send the sizing sheet\"")]
pub(super) struct New {
    /// Template of the triage board
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(given::templates()))]
    template: Option<String>,
    /// Take it from a file: YAML, or Markdown of the board's form; `-` is standard input
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    /// Open it in your editor before it is taken in
    #[arg(long)]
    edit: bool,
    /// Take it in although something is missing
    #[arg(long)]
    incomplete: bool,
    /// Handle of who asks; the owner of the opportunity, or you, when left out
    #[arg(long, value_name = "HANDLE", add = clap_complete::ArgValueCompleter::new(crate::cli::completion::people))]
    requester: Option<String>,
    /// Region whose triage board it stands on
    #[arg(long)]
    region: Option<String>,
    /// Slug or name of the account
    #[arg(long, value_name = "SLUG")]
    account: Option<String>,
    /// Mark it (can be repeated)
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(given::flags()))]
    flag: Vec<String>,
    #[command(flatten)]
    items: Items,
    #[command(flatten)]
    writing: Writing,
}

/// One flag an item of the form.
#[derive(Debug, Args)]
#[command(next_help_heading = "What it tells")]
struct Items {
    /// Customer name and Salesforce link
    #[arg(long, value_name = "TEXT")]
    customer: Option<String>,
    /// Id of the opportunity, ours or Salesforce's
    #[arg(long, value_name = "ID")]
    opportunity: Option<String>,
    /// Id of the request this one follows up
    #[arg(long, value_name = "ID")]
    follows: Option<String>,
    /// Preferred dates, with their time zone
    #[arg(long, value_name = "TEXT")]
    dates: Option<String>,
    /// Target hosting: Self-Managed, cloud or GitLab.com
    #[arg(long, value_name = "TEXT")]
    hosting: Option<String>,
    /// What hurts
    #[arg(long, value_name = "TEXT")]
    pain_points: Option<String>,
    /// What the customer needs
    #[arg(long, value_name = "TEXT")]
    capabilities: Option<String>,
    /// What they use, and what of it stays
    #[arg(long, value_name = "TEXT")]
    tools: Option<String>,
    /// What the SA is asked for
    #[arg(long, value_name = "TEXT")]
    asks: Option<String>,
    /// Link to the command plan
    #[arg(long, value_name = "URL")]
    command_plan: Option<String>,
    /// Why now, in a sentence
    #[arg(long, value_name = "TEXT")]
    why_now: Option<String>,
    /// The identified pain, in a sentence
    #[arg(long, value_name = "TEXT")]
    identified_pain: Option<String>,
    /// The champion
    #[arg(long, value_name = "TEXT")]
    champion: Option<String>,
    /// What the meeting is to accomplish
    #[arg(long, value_name = "TEXT")]
    goal: Option<String>,
    /// Whether the objectives are clear to both sides
    #[arg(long, value_name = "TEXT")]
    objectives: Option<String>,
    /// What was agreed with the customer to expect
    #[arg(long, value_name = "TEXT")]
    expectations: Option<String>,
}

impl Items {
    fn into_pairs(self) -> Vec<(Item, Option<String>)> {
        vec![
            (Item::Customer, self.customer),
            (Item::Opportunity, self.opportunity),
            (Item::Follows, self.follows),
            (Item::PreferredDates, self.dates),
            (Item::Hosting, self.hosting),
            (Item::PainPoints, self.pain_points),
            (Item::RequiredCapabilities, self.capabilities),
            (Item::CurrentTools, self.tools),
            (Item::SaAsks, self.asks),
            (Item::CommandPlanLink, self.command_plan),
            (Item::WhyNow, self.why_now),
            (Item::IdentifiedPain, self.identified_pain),
            (Item::Champion, self.champion),
            (Item::MeetingGoal, self.goal),
            (Item::MeetingObjectives, self.objectives),
            (Item::MeetingExpectations, self.expectations),
        ]
    }
}

impl New {
    pub(super) fn run(self, context: &Context) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now()?;
        let mut given = self.read(context)?;
        let (edit, incomplete, writing) = (
            self.edit,
            self.incomplete || self.from.is_some(),
            self.writing,
        );
        self.lay_over(&mut given);
        let me = scene.person(&desk.identity()?)?.id().to_owned();
        given::complete(&mut given, &scene, &me)?;
        let id = context.new_id("REQ")?;
        if !edit && context.may_ask() {
            ask(context, &scene, &mut given, &id, &me)?;
            given::complete(&mut given, &scene, &me)?;
        }
        if edit {
            return in_editor(context, &desk, &given, &id, writing);
        }
        must_have(&given, &scene, &id, incomplete)?;
        take_in(context, &desk, &given, &id, writing)
    }

    fn read(&self, context: &Context) -> Result<Given, Failure> {
        let Some(name) = &self.from else {
            return Ok(Given::default());
        };
        let text = match name.as_str() {
            "-" => context.standard_input()?,
            path => {
                let bytes = read_given(&context.here().join(path))?;
                String::from_utf8(bytes).map_err(|_| {
                    Failure::new(
                        Exit::Refused,
                        format!("{path} is not text in UTF-8"),
                        "save it as UTF-8",
                    )
                })?
            }
        };
        match given::is_yaml(name, &text) {
            true => given::from_yaml(name, &text),
            false => Ok(given::from_form(&text)),
        }
    }

    /// Flags count more than what a file says.
    fn lay_over(self, given: &mut Given) {
        let named = [
            ("template", self.template),
            ("requester", self.requester),
            ("region", self.region),
            ("account", self.account),
        ];
        for (key, text) in named {
            text.into_iter().for_each(|text| given.set(key, text));
        }
        for (item, text) in self.items.into_pairs() {
            text.into_iter()
                .for_each(|text| given.set(item.key(), text));
        }
        if !self.flag.is_empty() {
            let mut flags: Vec<String> = given
                .get("flags")
                .map(|flags| flags.split(',').map(str::to_owned).collect())
                .unwrap_or_default();
            flags.extend(self.flag);
            flags.dedup();
            given.set("flags", flags.join(","));
        }
    }
}

/// Asks for what is missing, what must be there first.
fn ask(
    context: &Context,
    scene: &Scene,
    given: &mut Given,
    id: &Id,
    me: &str,
) -> Result<(), Failure> {
    if given.get("template").is_none() {
        let question = Question::needed("template", "template", "Template");
        let template = answer(context, scene, &KIND, &question)?;
        given.set("template", template);
    }
    if given.get("opportunity").is_none() {
        choose_opportunity(context, scene, given)?;
    }
    given::complete(given, scene, me)?;
    let mut asked: Vec<Item> = Vec::new();
    for least in [Item::Customer, Item::SaAsks] {
        while given.get(least.key()).is_none() {
            let known = match least {
                Item::Customer => account_name(scene, given),
                _ => String::new(),
            };
            let text = prompt::text(context, least.title(), &known)?;
            given.set(least.key(), text);
        }
        asked.push(least);
    }
    let act = Act {
        by: &me.parse().expect("a person's id is a handle"),
        at: context.now,
    };
    let Ok(plan) = open(id, &given.settings, act) else {
        return Ok(());
    };
    for lacking in lacking(scene, id, &plan.files) {
        let Some(item) = lacking
            .item
            .filter(|item| !asked.contains(item) && *item != Item::Opportunity)
        else {
            continue;
        };
        let words = format!(
            "{} {}",
            lacking.title,
            if given.get(item.key()).is_some() {
                &lacking.fault
            } else {
                ""
            }
        );
        let before = given
            .get(item.key())
            .filter(|text| !text.contains('\n'))
            .unwrap_or_default()
            .to_owned();
        let text = prompt::text(context, words.trim(), &before)?;
        if !text.is_empty() {
            given.set(item.key(), text);
        }
    }
    Ok(())
}

fn account_name(scene: &Scene, given: &Given) -> String {
    let slug = given.get("account").unwrap_or_default();
    let account = scene.records.file(&crate::records::account::KIND, slug);
    let record = account.and_then(File::record);
    record.map_or(String::new(), |record| record.title())
}

fn choose_opportunity(context: &Context, scene: &Scene, given: &mut Given) -> Result<(), Failure> {
    let fits = |file: &&File| given.candidates.is_empty() || given.candidates.contains(&file.id);
    let choices: Vec<(&str, String)> = scene
        .records
        .files_of(&opportunity::KIND)
        .filter(fits)
        .filter_map(|file| {
            let found = file.as_one::<crate::records::Opportunity>()?;
            let words = format!(
                "{}  {}  {} ({})",
                file.id,
                found.account,
                found.name,
                found.stage.name()
            );
            found.stage.is_open().then_some((file.id.as_str(), words))
        })
        .collect();
    if choices.is_empty() {
        return Ok(());
    }
    let shown: Vec<String> = choices.iter().map(|(_, words)| words.clone()).collect();
    if let Some(at) = prompt::choice(context, "Opportunity", &shown)? {
        given.set("opportunity", choices[at].0);
        given.doubts.clear();
    }
    Ok(())
}

/// Returns what a request would lack if it were taken in now.
fn lacking(scene: &Scene, id: &Id, files: &[FileChange]) -> Vec<Missing> {
    let records = Records::of(scene.records.snapshot().with(files));
    let request = records.get::<Request>(&KIND, id.as_str());
    request
        .map(|request| missing(request, &records, &scene.policy))
        .unwrap_or_default()
}

/// Refuses what is too little to be a request at all, and, unless it may be incomplete, what lacks anything.
fn must_have(given: &Given, scene: &Scene, id: &Id, incomplete: bool) -> Result<(), Failure> {
    let act = Act {
        by: &"nobody".parse().expect("a handle"),
        at: crate::calendar::Instant::from_unix(0).expect("1970"),
    };
    let mut settings = Given {
        settings: given.settings.clone(),
        ..Given::default()
    };
    settings.fall_back("template", Some("sa-activity"));
    let lacking = lacking(scene, id, &open(id, &settings.settings, act)?.files);
    let mut named: Vec<String> = Vec::new();
    if given.get("template").is_none() {
        named.push(format!(
            "the template is missing: --template {}",
            given::templates().join("|")
        ));
    }
    let least = given.get("template").is_none()
        || lacking
            .iter()
            .any(|missing| missing.level == crate::finding::Level::Error);
    named.extend(lacking.iter().map(|missing| {
        let flag = missing
            .item
            .map_or(String::new(), |item| format!(": --{}", item.flag()));
        format!("{} {}{flag}", missing.title, missing.fault)
    }));
    if named.is_empty() || (incomplete && !least) {
        return Ok(());
    }
    named.extend(given.doubts.iter().cloned());
    let (exit, help) = match (incomplete, least) {
        (true, _) => (
            Exit::Refused,
            "a request needs at least its template, the customer and what is asked of the SA; nothing was written",
        ),
        (false, true) => (
            Exit::Misuse,
            "give them as flags, or take a form in with `--from FILE`",
        ),
        (false, false) => (
            Exit::Misuse,
            "give them as flags, or take it in as it is with `--incomplete`",
        ),
    };
    Err(Failure {
        details: named,
        ..Failure::new(exit, "this is missing or unclear", help)
    })
}

fn take_in(
    context: &Context,
    desk: &Desk,
    given: &Given,
    id: &Id,
    writing: Writing,
) -> Result<Output, Failure> {
    let changed = change(context, desk, writing, |scenery| {
        let (me, at) = scenery.actor()?;
        Ok(open(id, &given.settings, Act { by: &me, at })?)
    })?;
    taken_in(desk, changed, given, id)
}

/// Opens the request as a form in the editor until it passes.
fn in_editor(
    context: &Context,
    desk: &Desk,
    given: &Given,
    id: &Id,
    writing: Writing,
) -> Result<Output, Failure> {
    let mut with_template = Given {
        settings: given.settings.clone(),
        ..Given::default()
    };
    with_template.fall_back("template", Some("sa-activity"));
    let form = super::blank::form(&with_template);
    let name = format!("{id}.yaml");
    let form = editor::Form {
        name: &name,
        original: &form,
        findings: &[],
        again: "sa request new --from DRAFT",
    };
    let changed = editor::until_it_passes(context, desk, &form, |text| {
        let typed = given::from_yaml(&name, text)?;
        change(context, desk, writing, |scenery: &Scenery<'_>| {
            let (me, at) = scenery.actor()?;
            let mut typed = Given {
                settings: typed.settings.clone(),
                ..Given::default()
            };
            given::complete(&mut typed, scenery.scene, me.as_str())?;
            Ok(open(id, &typed.settings, Act { by: &me, at })?)
        })
    })?;
    match changed {
        Some(changed) => taken_in(desk, changed, given, id),
        None => Ok(Output::saying("nothing was typed, so nothing was taken in")),
    }
}

fn taken_in(
    desk: &Desk,
    changed: crate::cli::change::Changed,
    given: &Given,
    id: &Id,
) -> Result<Output, Failure> {
    let mut output = changed.output;
    output.said.extend(given.doubts.iter().cloned());
    let scene = desk.now()?;
    let Some(request) = scene.records.get::<Request>(&KIND, id.as_str()) else {
        return Ok(output);
    };
    if changed.written {
        let title = request.title();
        output.said.push(format!(
            "{id} is taken in for {}: {title}",
            request.requester
        ));
        output.next = next(request)
            .into_iter()
            .take(1)
            .chain([format!("sa request show {id}")])
            .collect();
    }
    output.report = Some(Report {
        name: "request",
        data: requests::data(request, &scene.records, &scene.policy),
        parts: Vec::new(),
    });
    Ok(output)
}
