//! The questions of `sa request new` on a terminal.

use super::blank;
use super::given::{self, Given};
use super::taking_in::{lacking, must_have, take_in};
use crate::changes::Act;
use crate::changes::record::Setting;
use crate::changes::request::open;
use crate::cli::desk::{Desk, Scene};
use crate::cli::sa::record_new::{Question, answer};
use crate::cli::sa::request::typed::Typist;
use crate::cli::{Context, Failure, Output, Writing, prompt};
use crate::records::reading::shape::{Shape, shape};
use crate::records::request::{Item, KIND, Template};
use crate::records::{File, Id, opportunity};

/// The draft that holds what was answered so far, so that an interruption loses nothing.
const DRAFT: &str = "request.yaml";

/// Takes a request in by questions: what must be there first, then what is missing.
///
/// # Errors
/// Interrupted, or refused; what was answered is kept in a draft then.
pub(super) fn by_questions(
    context: &Context,
    desk: &Desk,
    typist: &Typist<'_>,
    mut given: Given,
    id: &Id,
    writing: Writing,
) -> Result<Output, Failure> {
    go_on(context, desk, &mut given)?;
    let taken = ask(context, desk, typist, &mut given, id)
        .and_then(|()| must_have(&given, typist.scene, id, true))
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
    typist: &Typist<'_>,
    given: &mut Given,
    id: &Id,
) -> Result<(), Failure> {
    let scene = typist.scene;
    if given.get("template").is_none() {
        let question = Question::needed("template", "template", "Template");
        given.set("template", answer(context, scene, &KIND, &question)?);
    }
    if given.get("opportunity").is_none() {
        choose_opportunity(context, scene, given)?;
    }
    given::complete(given, typist)?;
    if given.get("account").is_none() {
        let question = Question::optional("account", "account", "Account");
        given.set("account", answer(context, scene, &KIND, &question)?);
    }
    for_items(typist, given, id, &mut |given, asked| {
        desk.store.keep_draft(DRAFT, &blank::form(given))?;
        if asked.choices.is_empty() {
            return prompt::text(context, &asked.words, &asked.before);
        }
        let chosen = prompt::choice(context, &asked.words, &asked.choices)?;
        Ok(chosen
            .map(|at| asked.choices[at].clone())
            .unwrap_or_default())
    })?;
    given::complete(given, typist)
}

/// A question about an item.
struct Asked {
    item: Item,
    words: String,
    /// The words it may say; none for a free text.
    choices: Vec<String>,
    /// What was said before, to be put right.
    before: String,
}

/// Answers a question; an empty text leaves the item as it is.
type Answering<'a> = dyn FnMut(&Given, &Asked) -> Result<String, Failure> + 'a;

/// Asks for what there is no request without until it is said, then once for each thing that is missing or unclear.
fn for_items(
    typist: &Typist<'_>,
    given: &mut Given,
    id: &Id,
    answering: &mut Answering<'_>,
) -> Result<(), Failure> {
    let least = given.template().map_or(&[][..], Template::least);
    for item in least {
        let known = match item {
            Item::Customer => account_name(typist.scene, given),
            _ => String::new(),
        };
        while given.get(item.key()).is_none() {
            put(typist, given, *item, item.title().into(), &known, answering)?;
        }
    }
    let act = Act {
        by: &typist.me.parse().expect("a person's id is a handle"),
        at: typist.now,
    };
    // What cannot be planned is told when the request is taken in.
    let Ok(plan) = open(id, &given.settings, act) else {
        return Ok(());
    };
    for missing in lacking(typist.scene, id, &plan.files) {
        let is_asked = |item: &Item| !least.contains(item) && *item != Item::Opportunity;
        let Some(item) = missing.item.filter(is_asked) else {
            continue;
        };
        let said = given.get(item.key()).unwrap_or_default().to_owned();
        let fault = if said.is_empty() { "" } else { &missing.fault };
        let words = format!("{} {fault}", missing.title);
        let words = format!("{} (Enter leaves it)", words.trim());
        let before = if said.contains('\n') { "" } else { &said };
        put(typist, given, item, words, before, answering)?;
    }
    Ok(())
}

/// Asks for an item until what is answered can be understood, and sets it.
fn put(
    typist: &Typist<'_>,
    given: &mut Given,
    item: Item,
    words: String,
    before: &str,
    answering: &mut Answering<'_>,
) -> Result<(), Failure> {
    let choices = match shape(&KIND, item.key()) {
        Some(Shape::Word(words)) => words,
        _ => Vec::new(),
    };
    let mut asked = Asked {
        item,
        words,
        choices,
        before: before.into(),
    };
    loop {
        let text = answering(given, &asked)?;
        if text.trim().is_empty() {
            return Ok(());
        }
        let mut setting = Setting {
            key: item.key().into(),
            text: text.clone(),
        };
        match typist.take(&mut setting) {
            Ok(understood) => {
                given.understood.extend(understood);
                given.set(item.key(), setting.text);
                return Ok(());
            }
            Err(failure) => {
                let title = asked.item.title();
                asked.words = format!("{title} ({}; {})", failure.message, failure.help);
                asked.before = text;
            }
        }
    }
}

fn account_name(scene: &Scene, given: &Given) -> String {
    let slug = given.get("account").unwrap_or_default();
    let account = scene.records.file(&crate::records::account::KIND, slug);
    let record = account.and_then(File::record);
    record.map_or(String::new(), |record| record.title())
}

fn choose_opportunity(context: &Context, scene: &Scene, given: &mut Given) -> Result<(), Failure> {
    let fits = |file: &&File| {
        given.candidates.is_empty() || given.candidates.iter().any(|id| *id == file.id)
    };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;
    use crate::records::Records;
    use crate::records::request::form::Takes;
    use crate::source::Snapshot;

    fn scene() -> Scene {
        let files = [
            (
                "people/sam.yaml",
                "name: Sam Otieno\nemails: [sam@example.com]\nroles: [sa]\nregion: EMEA\ntime_zone: Europe/Berlin\n",
            ),
            (
                "accounts/northwind-freight.yaml",
                "name: Northwind Freight\nowner: sam\n",
            ),
            (
                "opportunities/OPP-7H3J5K9M.yaml",
                "name: N\naccount: northwind-freight\nowner: sam\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: sam, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: sam, to: 2-Scoping}]\n",
            ),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let records = Records::of(Snapshot::of_texts(files.into()));
        Scene::of(records, Policy::default())
    }

    /// Answers a question as somebody at a terminal would.
    fn answered(asked: &Asked) -> String {
        if let Some(first) = asked.choices.first() {
            return first.clone();
        }
        match (asked.item, asked.item.takes()) {
            (_, Takes::Moment) => "2026-12-01 15:00".into(),
            (_, Takes::Day) => "friday".into(),
            (_, Takes::Person) => "sam".into(),
            (Item::PreferredDates, _) => "2026-12-01 15:00 Europe/Berlin".into(),
            (Item::Hosting, _) => "cloud".into(),
            (Item::MeetingDuration, _) => "60".into(),
            (Item::SecurityArr, _) => "1000 EUR".into(),
            (Item::Follows, _) => "REQ-8R2T4V6W".into(),
            (Item::Account, _) => "northwind-freight".into(),
            (Item::RideMeetings, _) => "a; b; c".into(),
            (
                Item::CommandPlanLink
                | Item::SalesforceLink
                | Item::ProductGathered
                | Item::SecurityDocument,
                _,
            ) => "https://example.com".into(),
            _ => "as agreed with all of them".into(),
        }
    }

    /// Asks for the items of a template, and returns what was given then.
    fn asked_for(template: Template, answering: &mut Answering<'_>) -> Given {
        let scene = scene();
        let typist = Typist {
            scene: &scene,
            me: "sam",
            now: "2026-11-23T10:00:00Z".parse().expect("a time"),
        };
        let id: Id = "REQ-4T9K2M7X".parse().expect("an id");
        let mut given = Given::default();
        given.set("template", template.name());
        given.set("opportunity", "OPP-7H3J5K9M");
        given::complete(&mut given, &typist).expect("it is complete");
        for_items(&typist, &mut given, &id, answering).expect("all is answered");
        must_have(&given, &scene, &id, false).expect("nothing is missing");
        given
    }

    #[test]
    fn every_item_of_every_template_is_asked_for_and_then_nothing_is_missing() {
        for (template, name, _) in Template::ALL {
            let mut asked = Vec::new();
            let given = asked_for(*template, &mut |_, question| {
                asked.push(question.item);
                Ok(answered(question))
            });
            for item in template.required() {
                let follows = matches!(item, Item::Opportunity | Item::Account);
                assert!(follows || asked.contains(item), "{name}: {}", item.key());
                assert!(given.get(item.key()).is_some(), "{name}: {}", item.key());
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_asked_again_and_what_was_typed_stands_there() {
        let mut questions = Vec::new();
        let given = asked_for(Template::Sme, &mut |_, question| {
            if question.item != Item::MeetingAt {
                return Ok(answered(question));
            }
            questions.push((question.words.clone(), question.before.clone()));
            Ok(match questions.len() {
                1 => "someday".into(),
                _ => "tuesday 15:00".into(),
            })
        });
        assert_eq!(questions[0].0, "Meeting time (Enter leaves it)");
        assert!(questions[1].0.starts_with("Meeting time (--meeting-at: "));
        assert_eq!(questions[1].1, "someday");
        assert_eq!(given.get("meeting.at"), Some("2026-11-24T15:00:00+01:00"));
        assert_eq!(given.understood.len(), 1, "{:?}", given.understood);
    }
}
