//! `hygiene hook run`: what the hooks call.

use super::HOOKS;
use crate::cli::desk::Desk;
use crate::cli::hygiene::check::{of_index, of_range, of_replacement, verdict};
use crate::cli::{Context, Exit, Failure, FindingsAre, Output};
use crate::finding::Finding;
use crate::policy;

/// Runs the gate for one hook.
pub(super) fn run(context: &Context, name: &str) -> Result<Output, Failure> {
    let desk = context.open()?;
    let findings = match name {
        "pre-push" => outgoing(context, &desk)?,
        "pre-commit" | "pre-merge-commit" => of_index(context, &desk)?,
        other => {
            return Err(Failure::new(
                Exit::Misuse,
                format!("there is no hook `{other}` of ours"),
                format!("ours are {}", HOOKS.join(", ")),
            ));
        }
    };
    let mut output = verdict(findings);
    if output.exit == Some(Exit::Refused) {
        output.said.push(
            "refused by the desk's gate; CI checks again what `--no-verify` lets pass".into(),
        );
    } else {
        // A commit that passes is not worth a word.
        output.findings.clear();
        output.findings_are = FindingsAre::Remarks;
    }
    Ok(output)
}

/// A branch of another sort, as for pages, is none of the gate's business.
fn is_desk_at(desk: &Desk, commit: &str) -> bool {
    desk.store
        .at(commit)
        .is_ok_and(|snapshot| snapshot.find(policy::FILE).is_some())
}

/// Judges what a push sends out, as git tells it on standard input: one line a ref.
fn outgoing(context: &Context, desk: &Desk) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    for line in context.standard_input()?.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [_, local, _, remote] = words.as_slice() else {
            continue;
        };
        let is_nothing = |id: &str| id.bytes().all(|byte| byte == b'0');
        if is_nothing(local) || !is_desk_at(desk, local) {
            continue;
        }
        let from = match is_nothing(remote) || desk.store.at(remote).is_err() {
            true => desk.store.known_remotely(local)?,
            false => {
                findings.extend(of_replacement(context, desk, remote, local)?);
                (*remote).to_owned()
            }
        };
        findings.extend(of_range(context, desk, &format!("{from}..{local}"))?);
    }
    Ok(findings)
}
