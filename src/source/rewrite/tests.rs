//! Examples: what each change does to a text that people wrote.

use super::*;

const ORDER: &[&str] = &[
    "title", "owner", "stage", "tags", "note", "plan", "comments", "history",
];

fn text(text: &str) -> Yaml {
    Yaml::Text(text.into())
}

fn bare(word: &str) -> Yaml {
    Yaml::Bare(word.into())
}

fn map(entries: &[(&str, Yaml)]) -> Yaml {
    Yaml::Map(
        entries
            .iter()
            .map(|(key, value)| ((*key).into(), value.clone()))
            .collect(),
    )
}

fn set(path: &str, value: Yaml) -> Change {
    Change::Set {
        path: path.into(),
        value,
    }
}

fn remove(path: &str) -> Change {
    Change::Remove { path: path.into() }
}

fn append(path: &str, item: Yaml) -> Change {
    Change::Append {
        path: path.into(),
        item,
    }
}

const RECORD: &str = "\
# head
title: Old  # t
owner:   # nobody
tags: [a, b]  # flow
note: |  # hdr
  one
  two

# about plan
plan:  # p
  # own
  why: x # w
  when: y
history:
- at: 1  # first
  to: new
- at: 2
  to: old  # end
# tail
";

/// Checks that changing a record replaces `old`, which is there once, by `new`; line endings of both sorts.
fn assert_replaced(change: &Change, old: &str, new: &str) {
    assert_eq!(RECORD.matches(old).count(), 1, "{old:?} is there once");
    let expected = RECORD.replace(old, new);
    let after = rewrite(RECORD, std::slice::from_ref(change), ORDER);
    assert_eq!(after.as_deref(), Ok(expected.as_str()), "{change:?}");
    let crlf = RECORD.replace('\n', "\r\n");
    let after = rewrite(&crlf, std::slice::from_ref(change), ORDER);
    assert_eq!(after, Ok(expected.replace('\n', "\r\n")), "{change:?}");
}

#[test]
fn set_replaces_the_value_and_keeps_the_comments() {
    let list = || {
        Yaml::List(vec![
            text("a b"),
            map(&[("x", bare("1")), ("z", text("l1\nl2"))]),
        ])
    };
    for (path, value, old, new) in [
        ("title", text("New: one"), "Old  #", "\"New: one\"  #"),
        (
            "title",
            text("l1\nl2\n"),
            "Old  # t\n",
            "|  # t\n  l1\n  l2\n",
        ),
        (
            "title",
            list(),
            " Old  # t\n",
            "  # t\n- a b\n- x: 1\n  z: |-\n    l1\n    l2\n",
        ),
        ("owner", text("ann"), "owner:   #", "owner: ann   #"),
        (
            "owner",
            text("x\ny"),
            "owner:   # nobody\n",
            "owner: |-   # nobody\n  x\n  y\n",
        ),
        ("tags", Yaml::List(vec![]), "[a, b]", "[]"),
        ("tags[0]", text("x, y"), "[a,", "[\"x, y\","),
        ("note", text("x"), "|  # hdr\n  one\n  two\n", "x  # hdr\n"),
        (
            "note",
            text(" x\n\ny"),
            "|  # hdr\n  one\n  two\n",
            "|2-  # hdr\n   x\n\n  y\n",
        ),
    ] {
        assert_replaced(&set(path, value), old, new);
    }
}

#[test]
fn set_replaces_mappings_and_what_is_in_them() {
    for (path, value, old, new) in [
        (
            "plan",
            text("x"),
            "plan:  # p\n  # own\n  why: x # w\n  when: y\n",
            "plan: x  # p\n  # own\n",
        ),
        (
            "plan",
            map(&[("q", text("on"))]),
            "why: x # w\n  when: y\n",
            "q: \"on\"\n",
        ),
        (
            "plan",
            text("a\nb"),
            "plan:  # p\n  # own\n  why: x # w\n  when: y\n",
            "plan: \"a\\nb\"  # p\n  # own\n",
        ),
        ("plan.why", bare("2026-01-02"), "x # w", "2026-01-02 # w"),
        (
            "history[1]",
            map(&[("at", bare("3"))]),
            "at: 2\n  to: old",
            "at: 3",
        ),
    ] {
        assert_replaced(&set(path, value), old, new);
    }
}

#[test]
fn new_keys_and_items_go_where_they_belong() {
    let entry = map(&[("at", bare("3")), ("note", text("a\nb\n"))]);
    for (change, old, new) in [
        (
            set("stage", bare("new")),
            "nobody\n",
            "nobody\nstage: new\n",
        ),
        (set("id", bare("1")), "# tail\n", "id: 1\n# tail\n"),
        (
            set("plan.new.deep", text("z")),
            "when: y\n",
            "when: y\n  new:\n    deep: z\n",
        ),
        (
            set("history[0].by", text("ann")),
            "to: new\n",
            "to: new\n  by: ann\n",
        ),
        (
            append("history", entry),
            "# end\n",
            "# end\n- at: 3\n  note: |\n    a\n    b\n",
        ),
        (append("tags", text("c")), "b]", "b, c]"),
        (
            append("comments", text("x")),
            "when: y\n",
            "when: y\ncomments:\n- x\n",
        ),
        (append("owner", text("x")), "nobody\n", "nobody\n- x\n"),
    ] {
        assert_replaced(&change, old, new);
    }
    let after = rewrite(
        "# head\nhistory: []\n",
        &[set("title", text("x")), append("history", text("z"))],
        ORDER,
    );
    assert_eq!(after.as_deref(), Ok("# head\ntitle: x\nhistory:\n  - z\n"));
    assert_eq!(
        rewrite("{a: 1}", &[set("b", text("x"))], &[]).as_deref(),
        Ok("{a: 1, b: x}")
    );
}

#[test]
fn remove_takes_whole_lines() {
    for (path, old) in [
        ("title", "title: Old  # t\n"),
        ("note", "note: |  # hdr\n  one\n  two\n"),
        ("plan.why", "  why: x # w\n"),
        ("history[1]", "- at: 2\n  to: old  # end\n"),
        ("tags[1]", ", b"),
    ] {
        assert_replaced(&remove(path), old, "");
    }
    assert_replaced(
        &remove("history[0].at"),
        "- at: 1  # first\n  to: new",
        "- to: new",
    );
    assert_eq!(
        rewrite(RECORD, &[remove("nothing.here")], &[]).as_deref(),
        Ok(RECORD)
    );
    assert_eq!(
        rewrite("a:\n  b: 1\n", &[remove("a.b")], &[]).as_deref(),
        Ok("a: {}\n")
    );
}

#[test]
fn changes_that_make_no_sense_are_refused_with_their_line() {
    let refused = |text: &str, change: Change| {
        let refusal = rewrite(text, &[change], ORDER).expect_err("refused");
        (refusal.line, refusal.message)
    };
    assert_eq!(
        refused(RECORD, append("title", text("x"))),
        (2, "there is a value, and it is not a list".into())
    );
    assert_eq!(
        refused(RECORD, set("title.deep", text("x"))),
        (
            2,
            "there is a value in the way that is neither mapping nor list".into()
        )
    );
    assert_eq!(
        refused(RECORD, set("history[2].to", text("x"))),
        (14, "there is no item `[2]`".into())
    );
    assert_eq!(
        refused("a: 1\nb: [\n", set("a", text("x"))),
        (
            2,
            "the file cannot be changed before it is mended: bracket is never closed".into()
        )
    );
    let unfinished = "the file has no line end at its end, and the text that stands there depends on it; add one";
    assert_eq!(
        refused("a: |\n  x", set("b", text("y"))),
        (1, unfinished.into())
    );
}

#[test]
fn a_new_file_is_rendered_in_the_style_of_the_desk() {
    let record = map(&[
        ("title", text("Discovery: call #1")),
        ("on", text("yes")),
        ("due", bare("2026-01-02")),
        ("note", text("two\nlines\n")),
        ("tags", Yaml::List(vec![])),
        (
            "history",
            Yaml::List(vec![map(&[
                ("at", bare("2026-01-01T10:00:00Z")),
                ("note", text("a\nb")),
            ])]),
        ),
    ]);
    let expected = "\
title: \"Discovery: call #1\"
\"on\": \"yes\"
due: 2026-01-02
note: |
  two
  lines
tags: []
history:
  - at: 2026-01-01T10:00:00Z
    note: |-
      a
      b
";
    assert_eq!(render(&record), expected);
}

#[test]
fn edits_are_applied_in_the_order_of_the_text() {
    let edit = |start, end, text: &str| Edit {
        span: crate::source::Span::new(start, end),
        text: text.into(),
    };
    assert_eq!(
        apply(
            "abcdef",
            &[edit(4, 5, "X"), edit(1, 2, ""), edit(6, 6, "!")]
        ),
        "acdXf!"
    );
}
