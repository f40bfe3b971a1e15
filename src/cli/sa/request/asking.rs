//! The questions of `sa request new` on a terminal.

use super::given::{self, Given};
use super::taking_in::lacking;
use crate::changes::request::{Act, open};
use crate::cli::context::Scene;
use crate::cli::sa::record_new::{Question, answer};
use crate::cli::{Context, Failure, prompt};
use crate::records::request::{Item, KIND};
use crate::records::{File, Id, opportunity};

/// Asks for what is missing, what must be there first.
pub(super) fn ask(
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
