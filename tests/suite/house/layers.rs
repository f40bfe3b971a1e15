//! Which layer may import which, by the table in `docs/architecture.md`.

use std::collections::BTreeMap;

use super::rust::RustFile;
use super::{held, names_in, read, rust_files};

const TABLE: &str = "docs/architecture.md";

/// A path that code names, from the layer on, and where.
struct Import {
    at: usize,
    path: Vec<String>,
}

/// What a layer may name: `None` is everything, `changes::Checked` is that one thing.
type Table = BTreeMap<String, Option<Vec<String>>>;

#[test]
fn every_layer_imports_only_what_the_table_allows() {
    let table = table(&read(TABLE));
    let mut seen = 0;
    let mut broken = Vec::new();
    for file in rust_files("src") {
        let Some(layer) = file.module().first().map(|layer| (*layer).to_owned()) else {
            continue;
        };
        let allowed = table.get(&layer).unwrap_or_else(|| {
            panic!(
                "{} is in the layer `{layer}`, which {TABLE} does not name",
                file.path
            )
        });
        for import in imports(&file) {
            seen += 1;
            let Some(allowed) = allowed else { continue };
            if import.path[0] != layer && !allowed.iter().any(|one| covers(one, &import.path)) {
                let named = import.path.join("::");
                broken.push(format!("{}: {layer} imports {named}", file.at(import.at)));
            }
        }
    }
    assert!(seen > 300, "imports are found, and not only {seen}");
    held(
        "a layer imports only what its row in docs/architecture.md names",
        "move the code to a layer that may, hand the value in from above, or ask whether the table is wrong",
        &broken,
    );
}

#[test]
fn the_table_names_the_layers_there_are() {
    let written: Vec<String> = table(&read(TABLE)).into_keys().collect();
    assert_eq!(
        written,
        names_in_src(),
        "layers in {TABLE} and folders of src"
    );
}

#[test]
fn imports_are_found_in_groups_and_through_super() {
    let found = |path: &str, text: &str| -> Vec<String> {
        let file = RustFile::new(path, text);
        imports(&file)
            .iter()
            .map(|one| one.path.join("::"))
            .collect()
    };
    assert_eq!(
        found(
            "src/views/csv.rs",
            "use crate::{source::Span, store::{Store, lock::*}};\nfn f() { crate::cli::main() }\n"
        ),
        [
            "source::Span",
            "store::Store",
            "store::lock::*",
            "cli::main"
        ]
    );
    assert_eq!(
        found(
            "src/views/csv.rs",
            "use super::super::store::Store;\nuse super::json;\n"
        ),
        ["store::Store"]
    );
    assert_eq!(
        found(
            "src/views/mod.rs",
            "mod tests { use super::super::store; use super::json; }\n"
        ),
        ["store"]
    );
    assert_eq!(
        found("src/bin/sa.rs", "fn main() { desk::store::open() }\n"),
        ["store::open"]
    );
    assert!(
        found(
            "src/views/csv.rs",
            "// crate::store\nconst A: &str = \"crate::store\";\n"
        )
        .is_empty()
    );
}

fn names_in_src() -> Vec<String> {
    names_in(".", &["lib"])
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect()
}

fn covers(allowed: &str, path: &[String]) -> bool {
    let allowed: Vec<&str> = allowed.split("::").collect();
    path.len() >= allowed.len() && path.iter().zip(&allowed).all(|(own, may)| own == may)
}

/// Reads the rows "| `layer`, `layer` | `layer`, `layer` |" below the heading on layers.
fn table(text: &str) -> Table {
    let quoted = |cell: &str| -> Vec<String> {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let rows = text
        .lines()
        .skip_while(|line| !line.starts_with("| layer |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let mut table = Table::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, layers, allowed, ..] = cells.as_slice() else {
            panic!("a row of {TABLE} has two cells: {row}");
        };
        let allowed = match *allowed {
            "everything" => None,
            "nothing" => Some(Vec::new()),
            names => Some(quoted(names)),
        };
        assert!(
            allowed
                .as_ref()
                .is_none_or(|names| names.is_empty() == row.contains("nothing"))
        );
        table.extend(
            quoted(layers)
                .into_iter()
                .map(|layer| (layer, allowed.clone())),
        );
    }
    table
}

/// Returns every path of this crate that a file names, test code included.
fn imports(file: &RustFile) -> Vec<Import> {
    let mut found = Vec::new();
    for root in ["crate", "desk"] {
        for at in file.words(root) {
            if let Some(rest) = file.code[at + root.len()..].strip_prefix("::") {
                tree(rest, &mut Vec::new(), at, &mut found);
            }
        }
    }
    for at in file.words("super") {
        if file.code[..at].ends_with("::") {
            continue;
        }
        let mut rest = &file.code[at..];
        let mut up = 0;
        while let Some(next) = rest.strip_prefix("super::") {
            (rest, up) = (next, up + 1);
        }
        if up > 0 && up >= file.module().len() + file.inline_modules_around(at) {
            tree(rest, &mut Vec::new(), at, &mut found);
        }
    }
    found
}

/// Reads `a::b::{c, d::*}` and returns what follows.
fn tree<'a>(
    code: &'a str,
    prefix: &mut Vec<String>,
    at: usize,
    found: &mut Vec<Import>,
) -> &'a str {
    let mut rest = code.trim_start();
    if let Some(group) = rest.strip_prefix('{') {
        rest = group.trim_start();
        while !rest.starts_with('}') && !rest.is_empty() {
            rest = tree(rest, prefix, at, found).trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        }
        return rest.strip_prefix('}').unwrap_or(rest);
    }
    let length = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len())
        .max(usize::from(rest.starts_with('*')));
    if length == 0 {
        return "";
    }
    let (name, mut rest) = rest.split_at(length);
    prefix.push(name.to_owned());
    match rest
        .strip_prefix("::")
        .filter(|next| !next.starts_with('<'))
    {
        Some(next) => rest = tree(next, prefix, at, found),
        None => found.push(Import {
            at,
            path: prefix.clone(),
        }),
    }
    prefix.pop();
    // A name given with `as` says nothing of the path.
    match rest.trim_start().strip_prefix("as ") {
        Some(renamed) => renamed
            .trim_start()
            .trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'),
        None => rest,
    }
}
