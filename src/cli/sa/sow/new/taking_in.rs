//! `sa sow new --blank`, `--edit` and `--from`: the whole SOW as a text, to fill in and to take in.

use super::making::{Wish, made};
use crate::changes::record::value_of;
use crate::changes::sow::template::filled;
use crate::changes::{Act, Plan, sow};
use crate::cli::change::{Scenery, change};
use crate::cli::desk::{Desk, Scene};
use crate::cli::{Context, Exit, Failure, Output, Writing, editor, find};
use crate::records::sow::KIND;
use crate::records::{Records, Sow, opportunity};
use crate::source::rewrite::Yaml;
use crate::store::read_given;

/// Prints the text to fill in, and says where it goes.
///
/// # Errors
/// No opportunity or person, or more than one, is meant; nobody in `people/` is the user.
pub(super) fn blank(context: &Context, wish: &Wish) -> Result<Output, Failure> {
    let desk = context.open()?;
    let scene = desk.now_of(&[])?;
    let id = context.new_id("SOW", &scene.records)?;
    let (text, at) = form(context, &desk, &scene, wish)?;
    let path = KIND.path(id.as_str(), at);
    Ok(Output {
        text: Some(text),
        said: vec![format!(
            "fill it in and save it as {path}, or anywhere else and take it in with `sa sow new --from FILE`"
        )],
        ..Output::default()
    })
}

/// Opens the text in the editor until it passes.
///
/// # Errors
/// As `blank`; the text was refused and the user gives up.
pub(super) fn in_editor(
    context: &Context,
    wish: &Wish,
    writing: Writing,
) -> Result<Output, Failure> {
    let desk = context.open()?;
    let scene = desk.now_of(&[])?;
    let id = context.new_id("SOW", &scene.records)?.to_string();
    let (original, _) = form(context, &desk, &scene, wish)?;
    let name = format!("{id}.yaml");
    let form = editor::Form {
        name: &name,
        original: &original,
        findings: &[],
        again: "sa sow new --from DRAFT",
    };
    let changed = editor::until_it_passes(context, &desk, &form, |text| {
        change(context, &desk, writing, |scenery| plan(&id, text, scenery))
    })?;
    Ok(match changed {
        Some(changed) => made(changed, &id),
        None => Output::saying("nothing was typed, so no SOW was made"),
    })
}

/// Takes a text in that somebody filled in; `-` is standard input.
///
/// # Errors
/// It cannot be read; the change was refused.
pub(super) fn from(context: &Context, file: &str, writing: Writing) -> Result<Output, Failure> {
    let text = given(context, file)?;
    let desk = context.open()?;
    let id = context
        .new_id("SOW", &desk.now_of(&[])?.records)?
        .to_string();
    let changed = change(context, &desk, writing, |scenery| plan(&id, &text, scenery))?;
    Ok(made(changed, &id))
}

/// Returns the text of a file that the user named; `-` is standard input.
///
/// # Errors
/// It cannot be read, or is no text.
pub(in crate::cli::sa) fn given(context: &Context, file: &str) -> Result<String, Failure> {
    match file {
        "-" => context.standard_input(),
        path => {
            let bytes = read_given(&context.here().join(path))?;
            String::from_utf8(bytes).map_err(|_| {
                Failure::new(
                    Exit::Refused,
                    format!("{path} is not text in UTF-8"),
                    "save it as UTF-8",
                )
            })
        }
    }
}

fn plan(id: &str, text: &str, scenery: &Scenery<'_>) -> Result<Plan, Failure> {
    let (me, at) = scenery.actor()?;
    let records = &scenery.scene.records;
    // What cannot be read is told by the gate, with its place.
    let read = serde_yaml::from_str::<Sow>(text).ok();
    let of = read.map(|sow| sow.opportunity);
    let of = of.and_then(|id| records.get(&opportunity::KIND, id.as_str()));
    Ok(sow::take_in(id, of, text, Act { by: &me, at })?)
}

/// Returns the text with what is known of the SOW, and the day it is made.
fn form(
    context: &Context,
    desk: &Desk,
    scene: &Scene,
    wish: &Wish,
) -> Result<(String, crate::calendar::Date), Failure> {
    let records: &Records = &scene.records;
    let me = scene.person(&desk.identity()?)?;
    let zone = me.value().time_zone.as_ref();
    let at = zone.map_or(context.now, |zone| context.now.in_zone(zone));
    let by = me.id().parse().expect("a person's id is a handle");
    let act = Act { by: &by, at };
    let opportunity = find::opportunity(records, &wish.opportunity)?;
    let settings = wish.settings(opportunity, records, act)?;
    let mut known: Vec<(String, Yaml)> = Vec::new();
    for setting in &settings {
        known.push((setting.key.clone(), value_of(&KIND, setting)?));
    }
    let ta = wish.reviewer(records)?;
    known.extend(sow::beginning(opportunity, &settings, ta, act)?);
    Ok((filled(&known), at.date()))
}
