//! `hygiene hook uninstall`.

use super::HOOKS;
use crate::cli::{Context, Failure, Output};
use crate::store::BEFORE_DESK;

pub(super) fn uninstall(context: &Context, dry_run: bool) -> Result<Output, Failure> {
    let desk = context.open()?;
    let folder = desk.store.hooks()?;
    let mut output = Output::default();
    for name in HOOKS {
        let Some(hook) = folder.read(name)? else {
            continue;
        };
        if !hook.is_ours() {
            output.said.push(format!("{name} is not ours and stays"));
            continue;
        }
        let earlier = format!("{name}{BEFORE_DESK}");
        let comes_back = folder.read(&earlier)?.is_some();
        if !dry_run {
            folder.remove(name)?;
            if comes_back {
                folder.rename(&earlier, name)?;
            }
        }
        let would = if dry_run { "would be" } else { "is" };
        let back = if comes_back {
            "; the hook from before comes back"
        } else {
            ""
        };
        output.said.push(format!("{name} {would} taken out{back}"));
    }
    if output.said.is_empty() {
        output.said.push("no hook of ours is in place".into());
    }
    Ok(output)
}
