//! Prose of the program's own, in Markdown, folded to the width of the screen.
//! Texts from records are never folded this way: they are shown word for word.

use comfy_table::{ContentArrangement, Table, presets};

/// Returns Markdown with its paragraphs and list items folded; code and headings stay as they are.
pub(super) fn fold(text: &str, width: usize) -> String {
    let mut folded = String::new();
    let mut paragraph = String::new();
    let mut in_code = false;
    for line in text.lines() {
        in_code ^= line.starts_with("```");
        let stands_alone = in_code || line.is_empty() || line.starts_with(['#', '`']);
        if stands_alone || line.starts_with("- ") {
            folded += &wrapped(&std::mem::take(&mut paragraph), width);
        }
        if stands_alone {
            folded += line;
            folded.push('\n');
            continue;
        }
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph += line.trim_start();
    }
    folded + &wrapped(&paragraph, width)
}

/// Returns one paragraph in lines, those of a list item indented below its mark.
fn wrapped(paragraph: &str, width: usize) -> String {
    if paragraph.is_empty() {
        return String::new();
    }
    let (mark, words) = match paragraph.strip_prefix("- ") {
        Some(words) => ("- ", words),
        None => ("", paragraph),
    };
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .force_no_tty()
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width - mark.len()).unwrap_or(u16::MAX));
    table.add_row([words]);
    table.column_mut(0).expect("one column").set_padding((0, 0));
    let mut first = true;
    let lines = table.lines().map(|line| {
        let start = if std::mem::take(&mut first) {
            mark
        } else {
            &"  "[..mark.len()]
        };
        format!("{start}{}\n", line.trim_end())
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn paragraphs_fold_and_code_stays() {
        let text = "## What it finds\nOne sentence that is\nbroken elsewhere.\n\n- an item of a list that\n  goes on\n- another\n\n```yaml\nkey: a value that is long\n```\n";
        let folded = "## What it finds\nOne sentence that is broken\nelsewhere.\n\n- an item of a list that\n  goes on\n- another\n\n```yaml\nkey: a value that is long\n```\n";
        assert_eq!(fold(text, 28), folded);
    }
}
