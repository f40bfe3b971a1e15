//! Documents that are made from the code, compared with what the code says.
//! `SNAPSHOTS=overwrite cargo test --test suite generated` writes them anew.

mod checks;
mod commands;
mod lifecycles;
mod policy;
pub(crate) mod samples;
mod schemas;
mod services;
mod stages;

/// What every made document begins with, so that nobody edits it.
const MADE: &str =
    "<!-- Made from the code by `SNAPSHOTS=overwrite cargo test --test suite generated`. -->\n\n";

/// Compares a document with the file of its name in `docs`.
fn compare(name: &str, text: &str) {
    let text = format!("{MADE}{}\n", text.trim_end());
    compare_with(&format!("docs/{name}"), &text);
}

/// Compares a text with a file of the project.
pub(crate) fn compare_with(path: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let file = snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text));
    snapbox::assert_data_eq!(text, file.raw());
}

/// Returns a row of a Markdown table.
fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Returns the two lines that begin a Markdown table.
fn head(titles: &[&str]) -> String {
    format!("{}|{}\n", row(titles), "---|".repeat(titles.len()))
}
