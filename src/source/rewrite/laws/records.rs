//! Records as people write them: comments everywhere, every style of quoting, lists in both indentations.
//! Each comment is numbered, so that it can be looked for.

use proptest::prelude::*;

/// A record's text, and what is in it.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) text: String,
    /// Paths of keys and items that are there.
    pub(super) paths: Vec<String>,
    /// Paths of lists, and of keys without a value.
    pub(super) lists: Vec<String>,
}

/// How a value stands behind its key: lines, paths of what is inside, and whether it is a list or nothing.
#[derive(Clone, Copy, Debug)]
struct Piece {
    lines: &'static str,
    inside: &'static [&'static str],
    takes_items: bool,
}

const fn piece(lines: &'static str, inside: &'static [&'static str]) -> Piece {
    Piece {
        lines,
        inside,
        takes_items: false,
    }
}

const fn list(lines: &'static str, inside: &'static [&'static str]) -> Piece {
    Piece {
        lines,
        inside,
        takes_items: true,
    }
}

/// `~` stands for a comment that may be there, `^` for a comment on a line of its own that may be there.
const PIECES: &[Piece] = &[
    list(" ~", &[]),
    list("~\n^", &[]),
    list(" []~", &[]),
    piece(" word~", &[]),
    piece("   Léman & co.~", &[]),
    piece(" 'it''s # no comment'~", &[]),
    piece(" \"tab\\t: \\\"é\\\"\"~", &[]),
    piece(" \"two\n\n  lines\"~", &[]),
    piece(" plain over\n  two lines~", &[]),
    piece("~\n  below~", &[]),
    piece(" |~\n  one\n\n  two # text\n", &[]),
    piece(" |-~\n  one\n    deep\n\n", &[]),
    piece(" |+~\n  one\n\n\n", &[]),
    piece(" |2-~\n    deep\n  less", &[]),
    piece(" >~\n  folded\n  text\n\n  more", &[]),
    piece(" >+~\n  folded\n\n", &[]),
    list(" [a, 'b, c', {x: 1}]~", &["[0]", "[1]", "[2]", "[2].x"]),
    list(" [ a,\n  b ]~", &["[0]", "[1]"]),
    piece(" {x: 1, y: [z]}~", &[".x", ".y", ".y[0]"]),
    piece(" {}~", &[]),
    list("~\n^- a~\n^- b~", &["[0]", "[1]"]),
    list("~\n^  - a~\n^\n  - |~\n    b\n", &["[0]", "[1]"]),
    list(
        "~\n-   x: 1~\n^    y: 2~\n- x: 3~\n^",
        &["[0]", "[0].x", "[0].y", "[1]", "[1].x"],
    ),
    list(
        "~\n  - x: |~\n      one\n    y:~\n      - 1~\n  - x: 3~",
        &["[0]", "[0].x", "[0].y", "[0].y[0]", "[1].x"],
    ),
    piece("~\n^  x: 1~\n^  y:   \"2\"~", &[".x", ".y"]),
    piece(
        "~\n  x:~\n    deep: word~\n^  y:~",
        &[".x", ".x.deep", ".y"],
    ),
    piece("~\n  x: >-~\n    folded\n    text\n", &[".x"]),
];

/// How an entry is filled in: its value, where comments are, and whether a blank line and a comment follow.
type Choice = (Piece, [bool; 12], [bool; 2]);

/// Returns records of one to five keys.
pub(super) fn record() -> impl Strategy<Value = Record> {
    let entry = (
        prop::sample::select(PIECES),
        any::<[bool; 12]>(),
        any::<[bool; 2]>(),
    );
    let entries = prop::collection::vec(entry, 1..6);
    let file = (any::<bool>(), any::<bool>(), prop::bool::weighted(0.95));
    (entries, file).prop_map(|(entries, (has_head, is_crlf, ends))| {
        let mut record = written(&entries);
        if has_head {
            record.text.insert_str(0, "# head\n---\n");
        }
        if !ends {
            record
                .text
                .truncate(record.text.trim_end_matches('\n').len());
        }
        if is_crlf {
            record.text = record.text.replace('\n', "\r\n");
        }
        record
    })
}

fn written(entries: &[Choice]) -> Record {
    let mut record = Record {
        text: String::new(),
        paths: Vec::new(),
        lists: Vec::new(),
    };
    let mut comments = 0;
    for (at, (piece, choices, [blank, own])) in entries.iter().enumerate() {
        let key = format!("k{at}");
        record.add(&key, piece);
        let value = filled(piece.lines, choices, &mut comments);
        let line_end = if value.ends_with('\n') { "" } else { "\n" };
        record.text.push_str(&format!("{key}:{value}{line_end}"));
        if *blank {
            record.text.push('\n');
        }
        if *own {
            comments += 1;
            record.text.push_str(&format!("# c{comments}. own\n"));
        }
    }
    record
}

impl Record {
    fn add(&mut self, key: &str, piece: &Piece) {
        self.paths.push(key.into());
        self.paths
            .extend(piece.inside.iter().map(|inside| format!("{key}{inside}")));
        if piece.takes_items {
            self.lists.push(key.into());
        }
    }
}

/// Returns lines with comments put where choices say so.
fn filled(lines: &str, choices: &[bool], comments: &mut usize) -> String {
    let mut choices = choices.iter().cycle();
    let mut out = String::new();
    for c in lines.chars() {
        let is_place = c == '~' || c == '^';
        if !is_place {
            out.push(c);
        } else if choices.next() == Some(&true) {
            *comments += 1;
            out.push_str(&match c {
                '~' => format!("  # c{comments}. é"),
                _ => format!("  # c{comments}. line\n"),
            });
        }
    }
    out
}
