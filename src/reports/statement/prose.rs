//! Long texts of records as paragraphs and lists.

use super::line;
use crate::reports::Block;

/// Returns a text in paragraphs, parted at blank lines, and lists of the lines that begin with `- ` or `* `; a line
/// that is indented goes on with the item above.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for whole in text.lines() {
        let said = line(whole);
        if said.is_empty() {
            is_open = false;
            continue;
        }
        let item = said.strip_prefix("- ").or_else(|| said.strip_prefix("* "));
        let goes_on = is_open && (whole.starts_with([' ', '\t']) || !in_list(&blocks));
        match (item, blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item.into()),
            (Some(item), _) => blocks.push(Block::List(vec![item.into()])),
            (None, Some(Block::List(items))) if goes_on => {
                if let Some(last) = items.last_mut() {
                    *last += &format!(" {said}");
                }
            }
            (None, Some(Block::Paragraph(words))) if goes_on => *words += &format!(" {said}"),
            (None, _) => blocks.push(Block::Paragraph(said)),
        }
        is_open = true;
    }
    blocks
}

fn in_list(blocks: &[Block]) -> bool {
    matches!(blocks.last(), Some(Block::List(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_part_at_blank_lines_and_marks_make_lists() {
        let paragraph = |text: &str| Block::Paragraph(text.into());
        let list = |items: &[&str]| Block::List(items.iter().map(|one| (*one).into()).collect());
        let cases = [
            (
                "one\ntwo\n\nthree\n",
                vec![paragraph("one two"), paragraph("three")],
            ),
            (
                "We see:\n- a\n- b\n  goes on\n\n- c\nAnd so on.\n",
                vec![
                    paragraph("We see:"),
                    list(&["a", "b goes on", "c"]),
                    paragraph("And so on."),
                ],
            ),
            ("* a\n-b\n", vec![list(&["a"]), paragraph("-b")]),
            ("\n \n", vec![]),
        ];
        for (text, expected) in cases {
            assert_eq!(blocks(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "[ab \n-]{0,60}") {
            let said: Vec<String> = blocks(&text)
                .into_iter()
                .flat_map(|block| match block {
                    Block::Paragraph(words) => vec![words],
                    Block::List(items) => items,
                    other => vec![format!("{other:?}")],
                })
                .collect();
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&said.concat()), letters(&text));
            prop_assert!(said.iter().all(|words| !words.contains('\n')));
        }
    }
}
