//! Laws over generated records: the change is made, everything else stays byte for byte, and texts read back the same.

mod records;
mod values;

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_yaml::Value;

use super::*;
use crate::source::{Span, place};
use records::{Record, record};
use values::{HOSTILE, any_value};

/// Returns a record's text after a change, which is refused only when the text has no line end at its end.
fn changed(record: &Record, change: Change, order: &[&str]) -> Result<String, Refusal> {
    rewrite(&record.text, &[change], order).map_err(|refusal| {
        assert!(!record.text.ends_with('\n'), "{refusal} {record:?}");
        refusal
    })
}

fn value_of(text: &str) -> Value {
    serde_yaml::from_str(text).expect("the text is YAML")
}

/// Returns the value at a path of keys and items, found without the code under test.
fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.replace('[', ".")
        .replace(']', "")
        .split('.')
        .try_fold(value, |value, step| match value {
            Value::Sequence(items) => items.get(step.parse::<usize>().ok()?),
            _ => value.get(step),
        })
}

fn assert_others_stay(before: &str, after: &str, touched: &str) {
    let (before, after) = (value_of(before), value_of(after));
    let others = |value: &Value| -> Vec<_> {
        let map = value.as_mapping().expect("a record").clone();
        map.into_iter()
            .filter(|(key, _)| key.as_str() != Some(touched))
            .collect()
    };
    assert_eq!(others(&before), others(&after));
}

fn assert_line_ends(record: &Record, after: &str) {
    let (all, crlf) = (after.matches('\n').count(), after.matches("\r\n").count());
    let expected = if record.text.contains("\r\n") { all } else { 0 };
    assert_eq!(crlf, expected, "line endings of {after:?}");
}

/// Checks that all comments that do not lie in a span are there after a change.
fn assert_comments_stay(record: &Record, span: Span, after: &str) {
    for (at, _) in record.text.match_indices("# c") {
        let number: String = record.text[at + 3..]
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let comment = format!("# c{number}.");
        if !(span.start..span.end).contains(&at) {
            assert_eq!(after.matches(&comment).count(), 1, "{comment} in {after:?}");
        }
    }
}

/// Returns how many bytes two texts have in common at the start and, of what is left, at the end.
fn common(one: &str, other: &str) -> usize {
    let same = |(a, b): &(u8, u8)| a == b;
    let start = one.bytes().zip(other.bytes()).take_while(same).count();
    let (one, other) = (&one.as_bytes()[start..], &other.as_bytes()[start..]);
    start
        + one
            .iter()
            .copied()
            .rev()
            .zip(other.iter().copied().rev())
            .take_while(same)
            .count()
}

/// Returns the span of a value with the header comment of a block scalar left out, so that the comment must stay.
fn value_span(record: &Record, path: &str) -> Span {
    let span = place::nearest(&record.text, path);
    match record.text[span.start..].starts_with(['|', '>']) {
        true => Span::new(
            record.text[span.start..]
                .find('\n')
                .map_or(span.end, |end| span.start + end),
            span.end,
        ),
        false => span,
    }
}

/// Runs a law, and holds that the changes refused are less than one in a hundred.
fn hold<S: Strategy>(cases: u32, strategy: S, law: impl Fn(S::Value) -> Result<(), Refusal>) {
    let refused = Cell::new(0);
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&strategy, |case| {
        refused.set(refused.get() + u32::from(law(case).is_err()));
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(
        refused.get() * 100 < cases,
        "{} of {cases} changes were refused",
        refused.get()
    );
}

#[test]
fn set_gives_the_value_and_leaves_the_rest() {
    hold(
        1500,
        (record(), any::<prop::sample::Index>(), any_value()),
        |(record, pick, value)| {
            let path = pick.get(&record.paths);
            let change = Change::Set {
                path: path.clone(),
                value: value.clone(),
            };
            let after = changed(&record, change, &[])?;
            assert_eq!(
                at(&value_of(&after), path),
                Some(&intent::meaning(&value)),
                "{path} in {after:?}"
            );
            assert_others_stay(&record.text, &after, split_first(path).0);
            assert_line_ends(&record, &after);
            assert_comments_stay(&record, value_span(&record, path), &after);
            let key = place::key(&record.text, path).expect("the path is there");
            let span = place::nearest(&record.text, path);
            let rest = &record.text[span.end.max(key.end)..];
            let lines = rest.find('\n').map_or("", |end| &rest[end + 1..]);
            assert!(after.starts_with(&record.text[..key.start]), "{after:?}");
            assert!(
                after.ends_with(lines.trim_start_matches(['\r', '\n'])),
                "{after:?}"
            );
            Ok(())
        },
    );
}

#[test]
fn new_keys_are_one_insertion() {
    hold(
        1500,
        (
            record(),
            "new|(k[0-9]\\.)?(new|on)",
            any_value(),
            any::<bool>(),
        ),
        |(record, path, value, is_early)| {
            let change = Change::Set {
                path: path.clone(),
                value: value.clone(),
            };
            let order = if is_early {
                ["new", "k0", "k1"]
            } else {
                ["k0", "k1", "new"]
            };
            let holder = at(&value_of(&record.text), split_first(&path).0).cloned();
            if holder
                .as_ref()
                .is_some_and(|value| !value.is_mapping() && !value.is_null())
            {
                let refusal = rewrite(&record.text, &[change], &order).expect_err("no mapping");
                assert_eq!(refusal.path, path);
                return Ok(());
            }
            let after = changed(&record, change, &order)?;
            assert_eq!(
                at(&value_of(&after), &path),
                Some(&intent::meaning(&value)),
                "{path} in {after:?}"
            );
            assert_others_stay(&record.text, &after, split_first(&path).0);
            assert_line_ends(&record, &after);
            assert_comments_stay(&record, Span::default(), &after);
            let is_insertion = common(&record.text, &after) >= record.text.len();
            assert!(
                is_insertion || holder.is_some_and(|holder| length(&holder) == 0),
                "{after:?}"
            );
            Ok(())
        },
    );
}

#[test]
fn remove_takes_the_lines_and_leaves_the_rest() {
    hold(
        1500,
        (record(), any::<prop::sample::Index>()),
        |(record, pick)| {
            let path = pick.get(&record.paths);
            let after = changed(&record, Change::Remove { path: path.clone() }, &[])?;
            let (before, now) = (value_of(&record.text), value_of(&after));
            let size = |value: &Value, path: &str| match path.rfind(['.', '[']) {
                Some(end) => at(value, &path[..end]).map(length),
                None => Some(length(value)),
            };
            assert_eq!(
                size(&now, path),
                size(&before, path).map(|size| size - 1),
                "{path} in {after:?}"
            );
            assert_others_stay(&record.text, &after, split_first(path).0);
            assert_line_ends(&record, &after);
            let is_emptied = size(&now, path) == Some(0);
            if !is_emptied {
                assert!(common(&record.text, &after) >= after.len(), "{after:?}");
                let span = place::nearest(&record.text, path);
                let key = place::key(&record.text, path).expect("the path is there");
                let column =
                    key.start - record.text[..key.start].rfind('\n').map_or(0, |at| at + 1);
                let mut stop = span.end + line_length(&record.text[span.end..]);
                while record.text[stop..].trim_start_matches(' ').starts_with('#') {
                    if record.text[stop..].find('#') <= Some(column) {
                        break;
                    }
                    stop += line_length(&record.text[stop..]);
                }
                assert_comments_stay(&record, Span::new(key.start, stop), &after);
            }
            Ok(())
        },
    );
}

/// Returns the length of the first line with its line end.
fn line_length(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |end| end + 1)
}

fn length(value: &Value) -> usize {
    match value {
        Value::Sequence(items) => items.len(),
        Value::Mapping(map) => map.len(),
        _ => 0,
    }
}

#[test]
fn append_adds_one_item_and_touches_nothing() {
    hold(
        1500,
        (record(), any::<prop::sample::Index>(), any_value()),
        |(record, pick, item)| {
            let Some(path) = record.lists.get(pick.index(record.lists.len().max(1))) else {
                return Ok(());
            };
            let change = Change::Append {
                path: path.clone(),
                item: item.clone(),
            };
            let after = changed(&record, change, &[])?;
            let (before, now) = (value_of(&record.text), value_of(&after));
            let mut items = at(&before, path)
                .and_then(Value::as_sequence)
                .cloned()
                .unwrap_or_default();
            let is_new = items.is_empty();
            items.push(intent::meaning(&item));
            assert_eq!(
                at(&now, path),
                Some(&Value::Sequence(items)),
                "{path} in {after:?}"
            );
            assert_others_stay(&record.text, &after, split_first(path).0);
            assert_line_ends(&record, &after);
            assert_comments_stay(&record, Span::default(), &after);
            assert!(
                is_new || common(&record.text, &after) >= record.text.len(),
                "{after:?}"
            );
            Ok(())
        },
    );
}

#[test]
fn hostile_texts_read_back_the_same_wherever_they_stand() {
    for hostile in HOSTILE {
        let text = Yaml::Text((*hostile).into());
        let nested = Yaml::List(vec![
            text.clone(),
            Yaml::Map(vec![
                ((*hostile).into(), text.clone()),
                ("x".into(), text.clone()),
            ]),
        ]);
        let record = Yaml::Map(vec![
            ("a".into(), text.clone()),
            ("b".into(), nested),
            ("c".into(), text),
        ]);
        let written = render(&record);
        assert_eq!(value_of(&written), intent::meaning(&record), "{written:?}");
        assert_eq!(strict::faults(&written), [], "{written:?}");
    }
}

#[test]
fn hostile_texts_read_back_the_same_between_brackets() {
    for hostile in HOSTILE {
        let text = Yaml::Text((*hostile).into());
        let item = Yaml::Map(vec![((*hostile).into(), text.clone()), ("b".into(), text)]);
        let append = Change::Append {
            path: "a".into(),
            item: item.clone(),
        };
        let after = rewrite("a: [x]\n", &[append], &[]).expect("it can be written");
        assert_eq!(
            at(&value_of(&after), "a[1]"),
            Some(&intent::meaning(&item)),
            "{after:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn rendered_values_read_back_the_same(entries in prop::collection::btree_map("[a-z]{1,3}|é|on|1", any_value(), 1..5)) {
        let record = Yaml::Map(entries.into_iter().collect());
        let written = render(&record);
        prop_assert_eq!(value_of(&written), intent::meaning(&record), "{:?}", written);
        prop_assert_eq!(strict::faults(&written), [], "{:?}", written);
    }

    #[test]
    fn no_text_breaks_a_change(text in "[ab:\\-\\[\\]{},#'\"|>&*!? \n\r\té+2]{0,40}", path in "[ab.\\[\\]0]{1,6}", value in any_value()) {
        let mut order = [Change::Remove { path: path.clone() }, Change::Append { path: path.clone(), item: value.clone() }, Change::Set { path, value }];
        for change in &mut order {
            if let Ok(after) = rewrite(&text, std::slice::from_ref(change), &["b", "a"]) {
                prop_assert!(value_of(&after).is_mapping(), "{after:?}");
            }
        }
    }
}
