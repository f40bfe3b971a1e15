//! Where records stand in a desk: the kind is the top folder, the id is the file name.

use crate::records::values::{Handle, Id};
use crate::records::{KINDS, Kind, Naming, rota};

/// What a path is to a desk.
#[derive(Debug, PartialEq)]
pub enum Placed {
    Record {
        kind: &'static Kind,
        id: String,
    },
    /// Meant as a record, by its name or its folder, and not where one stands.
    Wrongly(Misplaced),
    /// None of the desk's business.
    Elsewhere,
}

/// A file that looks like a record and cannot be one where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misplaced {
    pub path: String,
    pub message: String,
    pub help: String,
}

/// Returns what is wrong with a path that looks like that of a record and is none.
pub fn misplaced(path: &str) -> Option<Misplaced> {
    match place(path) {
        Placed::Wrongly(reason) => Some(reason),
        Placed::Record { .. } | Placed::Elsewhere => None,
    }
}

/// Returns whether a path is a root or lies below it; an empty root is the whole desk.
pub fn is_under(path: &str, root: &str) -> bool {
    let rest = path.strip_prefix(root);
    root.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns what a path is to a desk.
pub fn place(path: &str) -> Placed {
    let (top, name) = match (path.split_once('/'), path.rsplit('/').next()) {
        (Some((top, _)), Some(name)) => (top, name),
        _ => ("", path),
    };
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    if top.starts_with('.') || name.starts_with('.') || !is_yaml(ending) {
        return Placed::Elsewhere;
    }
    let own = stem.parse::<Id>().ok();
    let kind_of_id = own.as_ref().and_then(kind_of);
    let wrongly = |message: String, help: String| {
        Placed::Wrongly(Misplaced {
            path: path.into(),
            message,
            help,
        })
    };
    let Some(kind) = KINDS.iter().copied().find(|kind| kind.folder == top) else {
        let Some(kind) = kind_of_id else {
            return Placed::Elsewhere;
        };
        return wrongly(
            format!(
                "`{stem}` is a {} outside the folder `{}`",
                kind.name, kind.folder
            ),
            format!("move it: `git mv {path} {}/{stem}.yaml`", kind.folder),
        );
    };
    if ending != "yaml" {
        let bare = &path[..path.len() - ending.len()];
        return wrongly(
            format!("the file ends in `.{ending}`, and records end in `.yaml`"),
            format!("rename it: `git mv {path} {bare}yaml`"),
        );
    }
    match named(kind, path, own, kind_of_id) {
        Ok(id) => Placed::Record { kind, id },
        Err((message, help)) => wrongly(message, help),
    }
}

/// Returns the id that the name of a file gives in the folder of a kind, or what is wrong with it and what to do.
fn named(
    kind: &'static Kind,
    path: &str,
    own: Option<Id>,
    kind_of_id: Option<&'static Kind>,
) -> Result<String, (String, String)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".yaml").unwrap_or(name);
    match (kind.naming, own, kind_of_id) {
        (Naming::Handle, ..) => match stem.parse::<Handle>() {
            Ok(handle) => Ok(handle.to_string()),
            Err(why) => Err((
                why,
                format!("rename the file so that its name is a short name: `git mv {path} ...`"),
            )),
        },
        (Naming::Week, ..) => match rota::parts(stem) {
            Some(_) => Ok(stem.into()),
            None => Err((
                format!("`{stem}` is not a week and a region"),
                format!(
                    "name the file as 2026-W48-emea.yaml, the region in small letters: `git mv {path} ...`"
                ),
            )),
        },
        (Naming::Prefix(prefix), Some(id), _) if id.prefix() == prefix => Ok(id.to_string()),
        (Naming::Prefix(_), Some(_), Some(other)) => Err((
            format!("`{stem}` does not belong in `{}`", kind.folder),
            format!("move it: `git mv {path} {}/{stem}.yaml`", other.folder),
        )),
        (Naming::Prefix(prefix), ..) => Err((
            format!("`{stem}` is not the id of a {}", kind.name),
            format!(
                "name the file {prefix}- and eight characters, as `sa {} new` does",
                kind.name
            ),
        )),
    }
}

fn kind_of(id: &Id) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| {
        kind.naming == Naming::Prefix(prefix_of(kind)) && prefix_of(kind) == id.prefix()
    })
}

fn prefix_of(kind: &Kind) -> &'static str {
    match kind.naming {
        Naming::Prefix(prefix) => prefix,
        Naming::Handle | Naming::Week => "",
    }
}

fn is_yaml(ending: &str) -> bool {
    ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str) -> String {
        match place(path) {
            Placed::Record { kind, id } => format!("{} {id}", kind.name),
            Placed::Wrongly(misplaced) => misplaced.message,
            Placed::Elsewhere => "elsewhere".into(),
        }
    }

    #[test]
    fn the_folder_is_the_kind_and_the_name_is_the_id() {
        assert_eq!(said("people/dana.ruiz.yaml"), "person dana.ruiz");
        assert_eq!(
            said("requests/2026-11/REQ-4T9K2M7X.yaml"),
            "request REQ-4T9K2M7X"
        );
        assert_eq!(
            said("requests/deep/er/req-4t9k2m7x.yaml"),
            "request REQ-4T9K2M7X"
        );
        assert_eq!(said("rota/2026-W48-emea.yaml"), "rota 2026-W48-emea");
        assert_eq!(said("desk.toml"), "elsewhere");
        assert_eq!(said("requests/README.md"), "elsewhere");
        assert_eq!(said(".gitlab-ci.yml"), "elsewhere");
        assert_eq!(said("notes/plan.yaml"), "elsewhere");
    }

    #[test]
    fn files_that_look_like_records_elsewhere_are_named() {
        assert_eq!(
            said("REQ-4T9K2M7X.yaml"),
            "`REQ-4T9K2M7X` is a request outside the folder `requests`"
        );
        assert_eq!(
            said("requets/REQ-4T9K2M7X.yaml"),
            "`REQ-4T9K2M7X` is a request outside the folder `requests`"
        );
        assert_eq!(
            said("requests/OPP-4T9K2M7X.yaml"),
            "`OPP-4T9K2M7X` does not belong in `requests`"
        );
        assert_eq!(
            said("requests/REQ-4T9K2M7.yaml"),
            "`REQ-4T9K2M7` is not the id of a request"
        );
        assert_eq!(
            said("people/dana.yml"),
            "the file ends in `.yml`, and records end in `.yaml`"
        );
        for wrong in [
            "2026-W54-emea",
            "2026-w48-emea",
            "2026-W48-EMEA",
            "2026-W48",
        ] {
            assert_eq!(
                said(&format!("rota/{wrong}.yaml")),
                format!("`{wrong}` is not a week and a region")
            );
        }
        assert!(said("people/Dana Ruiz.yaml").contains("is not a short name"));
    }
}
