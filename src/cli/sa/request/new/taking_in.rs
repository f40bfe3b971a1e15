//! What `sa request new` does with what was given: refuse what is too little, take in the rest.

use serde_json::json;

use super::blank;
use super::given::{self, Given};
use crate::calendar::Instant;
use crate::changes::Act;
use crate::changes::request::open;
use crate::checks::missing_field::{Missing, missing};
use crate::cli::change::{Changed, Scenery, change};
use crate::cli::desk::{Desk, Scene};
use crate::cli::sa::request::advance::next;
use crate::cli::sa::request::typed::Typist;
use crate::cli::{Context, Exit, Failure, Output, Writing, editor};
use crate::finding::Level;
use crate::lifecycle::all_of;
use crate::records::request::{KIND, Template};
use crate::records::{Id, Record, Records, Request};
use crate::reports::{Report, requests};
use crate::sla::Clocks;
use crate::source::FileChange;

/// Returns what a request would lack if it were taken in now.
pub(super) fn lacking(scene: &Scene, id: &Id, files: &[FileChange]) -> Vec<Missing> {
    let records = Records::beside(scene.records.snapshot().with(files), &scene.records);
    let request = records.get::<Request>(&KIND, id.as_str());
    request
        .map(|request| missing(request, &records, &scene.policy))
        .unwrap_or_default()
}

/// Refuses what is too little to be a request at all, and, unless it may be incomplete, what lacks anything.
pub(super) fn must_have(
    given: &Given,
    scene: &Scene,
    id: &Id,
    incomplete: bool,
) -> Result<(), Failure> {
    let act = Act {
        by: &"nobody".parse().expect("a handle"),
        at: Instant::from_unix(0).expect("1970"),
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
            "Template is missing: --template {}",
            given::templates().join("|")
        ));
    }
    let least = given.get("template").is_none()
        || lacking.iter().any(|missing| missing.level == Level::Error);
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
    let needs = at_least(given.template());
    let (exit, help) = match (incomplete, least) {
        (true, _) => (Exit::Refused, needs.as_str()),
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

/// Returns what there is no request of a template without, as help.
fn at_least(template: Option<Template>) -> String {
    let Some(template) = template else {
        return "a request needs at least its template and what that cannot do without; nothing was written".into();
    };
    let titles: Vec<&str> = template.least().iter().map(|item| item.title()).collect();
    format!(
        "a request with the template {} needs at least {}; nothing was written",
        template.name(),
        all_of(&titles)
    )
}

pub(super) fn take_in(
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
    taken_in(desk, changed, given, id, context.now)
}

/// Opens the request as a form in the editor until it passes.
pub(super) fn in_editor(
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
    let form = blank::form(&with_template);
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
            let typist = Typist {
                scene: scenery.scene,
                me: me.as_str(),
                now: at,
            };
            given::complete(&mut typed, &typist)?;
            Ok(open(id, &typed.settings, Act { by: &me, at })?)
        })
    })?;
    match changed {
        Some(changed) => taken_in(desk, changed, given, id, context.now),
        None => Ok(Output::saying("nothing was typed, so nothing was taken in")),
    }
}

fn taken_in(
    desk: &Desk,
    changed: Changed,
    given: &Given,
    id: &Id,
    now: Instant,
) -> Result<Output, Failure> {
    let mut output = changed.output;
    output.said.extend(given.understood.iter().cloned());
    output.said.extend(given.doubts.iter().cloned());
    // What was written is staged, however it was written, so that no file is looked for on disk.
    let scene = desk.now_of(&[])?;
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
    let mut data = requests::data(request, &Clocks::new(&scene.records, &scene.policy, now));
    data["doubts"] = json!(given.doubts);
    output.report = Some(Report {
        name: "request",
        data,
        parts: Vec::new(),
    });
    Ok(output)
}
