//! `hygiene hook install`.

use super::{HOOKS, shim};
use crate::cli::{Context, Exit, Failure, Output};
use crate::store::BEFORE_DESK;

pub(super) fn install(context: &Context, force: bool, dry_run: bool) -> Result<Output, Failure> {
    let desk = context.open()?;
    let folder = desk.store.hooks()?;
    if !folder.inside_repository && !force {
        return Err(Failure::new(
            Exit::Refused,
            format!(
                "core.hooksPath is {}, outside of this repository, so other repositories may run its hooks",
                folder.path.display()
            ),
            "unset it here (`git config core.hooksPath .git/hooks`), or write there with `--force`",
        ));
    }
    let mut output = Output::default();
    for name in HOOKS {
        let there = folder.read(name)?;
        let (is_ours, is_current) = there.as_ref().map_or((false, false), |hook| {
            (hook.is_ours(), hook.executable && hook.text == shim(name))
        });
        if is_current {
            output.said.push(format!("{name} is in place already"));
            continue;
        }
        let chains = there.is_some() && !is_ours;
        if !dry_run {
            if chains {
                folder.rename(name, &format!("{name}{BEFORE_DESK}"))?;
            }
            folder.install(name, &shim(name))?;
        }
        let would = if dry_run { "would be" } else { "is" };
        let after = if chains {
            "; the hook that was there runs first"
        } else {
            ""
        };
        output.said.push(format!("{name} {would} in place{after}"));
    }
    if !dry_run {
        output.next.push("hygiene hook status".into());
    }
    Ok(output)
}
