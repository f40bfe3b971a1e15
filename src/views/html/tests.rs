//! Whether pages hold together, and no text of a record gets out of its element.

use proptest::prelude::*;

use super::*;
use crate::views::fixture::{self, error, waived};

/// Returns the tags of a page in order, what `<` begins and `>` ends.
fn tags(page: &str) -> Vec<&str> {
    let body = page.split_once("</head>").map_or("", |(_, body)| body);
    let parts = body.split('<').skip(1);
    parts
        .map(|part| part.split('>').next().unwrap_or(part))
        .collect()
}

/// Returns a page that says a text at every place where one of a record may stand.
fn saying(text: &str) -> String {
    let cell = || Cell::from(text);
    let mut table = fixture::requests();
    table.rows = vec![vec![
        cell(),
        Cell::toned(text, Tone::Bad),
        cell(),
        cell(),
        cell(),
    ]];
    let text = text.to_owned();
    let fields = vec![(text.clone(), Cell::from(text.as_str()))];
    let document = vec![
        Block::Title(text.clone()),
        Block::Notice(text.clone()),
        Block::Section {
            number: "1".into(),
            title: text.clone(),
        },
        Block::Paragraph(text.clone()),
        Block::List(vec![text.clone()]),
        Block::Fields(fields.clone()),
        Block::Table(table.clone()),
        Block::Signatures(vec![(text.clone(), text.clone())]),
    ];
    let parts = vec![
        Part::Heading(text.clone()),
        Part::Fields(fields),
        Part::Text(text.clone()),
        Part::Table(table),
        Part::Document(document),
    ];
    let finding = Finding {
        message: text.clone(),
        help: text.clone(),
        ..error()
    };
    page(Some(&fixture::report(parts)), Some(&[finding]), &text)
}

#[test]
fn a_page_needs_nothing_else_and_runs_nothing() {
    let page = saying("<script src=\"https://example.com/a.js\"></script>");
    for forbidden in [
        "<script", "<link", "<img", "<a ", "url(", "@import", "src=\"", "href=",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("<title>&lt;script src=&quot;https://example.com/a.js&quot;&gt;"));
}

#[test]
fn every_element_is_closed() {
    let page = saying("a\nb");
    let mut open: Vec<&str> = Vec::new();
    for tag in tags(&page).into_iter().filter(|tag| *tag != "br") {
        let name = tag.split(' ').next().unwrap_or(tag);
        match name.strip_prefix('/') {
            Some("body" | "html") => assert_eq!(
                open.pop(),
                name.strip_prefix('/').filter(|one| *one == "body")
            ),
            Some(name) => assert_eq!(open.pop(), Some(name), "{tag}"),
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn findings_are_a_table_and_a_sum() {
    let page = page(None, Some(&[error(), waived()]), "");
    assert!(page.contains("<td>waived by WVR-7K2M9QXA</td>"), "{page}");
    assert!(page.contains("<p>1 error, 1 waived; 1 of them must be mended</p>"));
    assert!(super::page(None, Some(&[]), "").contains("<p>no findings</p>"));
}

proptest! {
    #[test]
    fn no_text_gets_out_of_its_element(text in "(?s)([<>&\"'/=a;#-]|</?(td|script|title|style|pre|!--)>?|.){0,24}") {
        // Only a line break may add a tag, and it adds `<br>`.
        let page = saying(&format!("a{text}"));
        let without_breaks: Vec<&str> = tags(&page).into_iter().filter(|tag| *tag != "br").collect();
        let harmless = saying("a");
        prop_assert_eq!(without_breaks, tags(&harmless));
        prop_assert!(!page.chars().any(|c| c != '\n' && plain::is_hidden(c)));
        let title = page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        prop_assert!(title.is_some_and(|(title, _)| !title.contains(['<', '>'])));
    }
}
