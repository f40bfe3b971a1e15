//! The questions of `sa request new` on a terminal.

use super::blank;
use super::given::{self, Given};
use super::taking_in::{lacking, must_have, take_in};
use crate::changes::Act;
use crate::changes::request::open;
use crate::checks::missing_field::Missing;
use crate::cli::desk::{Desk, Scene};
use crate::cli::sa::record_new::{Question, answer};
use crate::cli::{Context, Failure, Output, Writing, prompt};
use crate::records::request::{Item, KIND};
use crate::records::{File, Id, opportunity};

/// Without these there is no request.
const LEAST: [Item; 2] = [Item::Customer, Item::SaAsks];

/// The draft that holds what was answered so far, so that an interruption loses nothing.
const DRAFT: &str = "request.yaml";

/// Takes a request in by questions: what must be there first, then what is missing.
///
/// # Errors
/// Interrupted, or refused; what was answered is kept in a draft then.
pub(super) fn by_questions(
    context: &Context,
    desk: &Desk,
    scene: &Scene,
    mut given: Given,
    id: &Id,
    writing: Writing,
) -> Result<Output, Failure> {
    go_on(context, desk, &mut given)?;
    let taken = ask(context, desk, scene, &mut given, id)
        .and_then(|()| must_have(&given, scene, id, true))
        .and_then(|()| take_in(context, desk, &given, id, writing));
    match taken {
        Ok(output) => {
            desk.store.drop_draft(DRAFT)?;
            Ok(output)
        }
        Err(failure) => {
            let draft = desk.store.keep_draft(DRAFT, &blank::form(&given))?;
            let kept = format!(
                "what you typed is kept: `sa request new` goes on from {}",
                draft.display()
            );
            Err(Failure {
                help: if failure.help.is_empty() {
                    kept
                } else {
                    format!("{}; {kept}", failure.help)
                },
                ..failure
            })
        }
    }
}

/// Offers to go on from what an earlier run kept.
fn go_on(context: &Context, desk: &Desk, given: &mut Given) -> Result<(), Failure> {
    let Some(kept) = desk.store.draft(DRAFT)? else {
        return Ok(());
    };
    let earlier = given::from_yaml(DRAFT, &kept)?;
    let customer = earlier.get("customer").unwrap_or("somebody");
    let question = format!("A request for {customer} was begun and not taken in; go on with it?");
    if !prompt::confirm(context, &question)? {
        return Ok(desk.store.drop_draft(DRAFT)?);
    }
    for setting in &earlier.settings {
        given.fall_back(&setting.key, Some(&setting.text));
    }
    Ok(())
}

fn ask(
    context: &Context,
    desk: &Desk,
    scene: &Scene,
    given: &mut Given,
    id: &Id,
) -> Result<(), Failure> {
    let me = scene.person(&desk.identity()?)?.id();
    if given.get("template").is_none() {
        let question = Question::needed("template", "template", "Template");
        given.set("template", answer(context, scene, &KIND, &question)?);
    }
    if given.get("opportunity").is_none() {
        choose_opportunity(context, scene, given)?;
    }
    given::complete(given, scene, me)?;
    if given.get("account").is_none() {
        let question = Question::optional("account", "account", "Account");
        given.set("account", answer(context, scene, &KIND, &question)?);
    }
    ask_the_least(context, scene, given)?;
    let act = Act {
        by: &me.parse().expect("a person's id is a handle"),
        at: context.now,
    };
    // What cannot be planned is told when the request is taken in.
    let Ok(plan) = open(id, &given.settings, act) else {
        return Ok(());
    };
    for missing in lacking(scene, id, &plan.files) {
        desk.store.keep_draft(DRAFT, &blank::form(given))?;
        ask_again(context, given, &missing)?;
    }
    given::complete(given, scene, me)
}

/// Asks for what there is no request without, until it is said.
fn ask_the_least(context: &Context, scene: &Scene, given: &mut Given) -> Result<(), Failure> {
    for item in LEAST {
        let known = match item {
            Item::Customer => account_name(scene, given),
            _ => String::new(),
        };
        while given.get(item.key()).is_none() {
            given.set(item.key(), prompt::text(context, item.title(), &known)?);
        }
    }
    Ok(())
}

/// Asks for one thing that is missing or unclear; it can be left as it is.
fn ask_again(context: &Context, given: &mut Given, missing: &Missing) -> Result<(), Failure> {
    let Some(item) = missing
        .item
        .filter(|item| !LEAST.contains(item) && *item != Item::Opportunity)
    else {
        return Ok(());
    };
    let said = given.get(item.key()).unwrap_or_default().to_owned();
    let fault = if said.is_empty() { "" } else { &missing.fault };
    let question = format!("{} {fault}", missing.title);
    let question = format!("{} (Enter leaves it)", question.trim());
    let before = if said.contains('\n') { "" } else { &said };
    let text = prompt::text(context, &question, before)?;
    if !text.is_empty() {
        given.set(item.key(), text);
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
                found.stage().name()
            );
            found.is_open().then_some((file.id.as_str(), words))
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
