//! What a step of a record has in common whatever its kind: find it, change it, say where it stands then.

use std::cell::RefCell;

use crate::changes::{Act, Plan};
use crate::cli::change::{Changed, change};
use crate::cli::desk::Scene;
use crate::cli::late::Late;
use crate::cli::{Context, Exit, Failure, Output, Writing, find};
use crate::lifecycle::one_of;
use crate::records::person::{self, Role};
use crate::records::{Handle, Kind, One, Person, Record, Records};

/// Which record a step is about, and how it is written.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Which<'a> {
    pub kind: &'static Kind,
    pub text: &'a str,
    pub writing: Writing,
    /// Why the step comes late, where it may be said.
    pub late: Option<&'a Late>,
}

/// What a step is planned from, besides the record.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Planning<'a> {
    pub scene: &'a Scene,
    pub act: Act<'a>,
    /// Why the step comes late, where it does and that is said.
    pub breach_reason: Option<&'a str>,
}

impl Which<'_> {
    /// Changes the record by a plan; what is said of it then comes from `standing`.
    ///
    /// # Errors
    /// No record, or more than one, is meant; the change was refused.
    pub(in crate::cli) fn step<T: Record>(
        self,
        context: &Context,
        mut plan: impl FnMut(One<'_, T>, Planning<'_>) -> Result<Plan, Failure>,
        standing: impl FnOnce(One<'_, T>, &Scene, &mut Output),
    ) -> Result<Output, Failure> {
        let desk = context.open()?;
        let id = RefCell::new(String::new());
        let none = Late::default();
        let late = self.late.unwrap_or(&none);
        let (changed, note) = late.attempt(context, |reason| {
            let changed = change(context, &desk, self.writing, |scenery| {
                let scene = scenery.scene;
                let record = find::one::<T>(&scene.records, self.kind, self.text)?;
                *id.borrow_mut() = record.id().into();
                let (me, at) = scenery.actor()?;
                let planning = Planning {
                    scene,
                    act: Act { by: &me, at },
                    breach_reason: reason.on(record.file, scene, at),
                };
                plan(record, planning)
            });
            let changed = changed
                .map_err(|failure| find::not_committed(&desk, self.kind, self.text, failure))?;
            Ok((changed, reason.note(&id.borrow())))
        })?;
        let Changed {
            mut output,
            written,
            after: scene,
        } = changed;
        if let Some(record) = scene.records.get::<T>(self.kind, &id.borrow()) {
            let beside = std::mem::take(&mut output.said);
            standing(record, &scene, &mut output);
            if !written {
                output.said.clear();
                output.next.clear();
            }
            output.said.extend(beside);
        }
        output.said.extend(note);
        Ok(output)
    }
}

/// Checks that somebody has one of the roles that a step is left to.
///
/// # Errors
/// They have none of them; the help names who has.
pub(in crate::cli) fn only_for(
    records: &Records,
    who: &Handle,
    roles: &[Role],
    what: &str,
) -> Result<(), Failure> {
    let has = |person: &Person| roles.iter().any(|role| person.has(*role));
    let own: Option<One<'_, Person>> = records.get(&person::KIND, who.as_str());
    if own.is_some_and(|own| has(&own)) {
        return Ok(());
    }
    let words: Vec<&str> = roles.iter().map(|role| role.name()).collect();
    let able: Vec<&str> = records
        .all::<Person>(&person::KIND)
        .filter(|person| has(person))
        .map(|person| person.id())
        .collect();
    let help = match able.is_empty() {
        true => format!(
            "nobody in people/ has that role yet; give it to whoever does: `sa person edit HANDLE --set roles={}`",
            words[0]
        ),
        false => format!("let {} run this command", one_of(&able)),
    };
    Err(Failure::new(
        Exit::Refused,
        format!(
            "{what} is for people with the role {}, which `{who}` lacks",
            one_of(&words)
        ),
        help,
    ))
}
