//! Laws of every edit a command can make to a request: the value changes, and no byte beside it.
//! The requests are in `requests`; laws of single changes to any YAML are beside `source::rewrite`.

mod requests;
mod rest;

use std::cell::Cell;

use desk::calendar::Instant;
use desk::changes::Act;
use desk::changes::record::{Setting, set};
use desk::changes::request::{Step, advance, claim, comment};
use desk::changes::{Plan, Refusal};
use desk::lifecycle::State as _;
use desk::records::reading::shape::{Shape, settable, shape};
use desk::records::request::{DeclineReason, KIND, Party, Request, State};
use desk::records::{Handle, One, Records};
use desk::source::place;
use desk::source::{Snapshot, Span};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_yaml::{Mapping, Value};

use requests::{Written, request};
use rest::{
    assert_changed, assert_comments_and_line_ends, line_end, list_of, replaceable, value_of,
    with_key,
};

const PATH: &str = "requests/2026-11/REQ-8R2T4V6W.yaml";
const NOW: &str = "2026-11-21T10:00:00+01:00";
const CASES: u32 = 500;

/// Texts that readers of YAML take for something else, or that are hard to write.
const HOSTILE: &[&str] = &[
    " ",
    "  x",
    "x  ",
    "\t",
    "~",
    "null",
    "yes",
    "No",
    "12:30",
    "2026-01-01",
    "012",
    "1e3",
    "-",
    "- x",
    "?",
    ": x",
    "x: y",
    "x #y",
    "#x",
    "&a",
    "*a",
    "!t",
    "%x",
    "@x",
    "`x`",
    "|",
    ">",
    "[x]",
    "{x}",
    "a, b",
    "'x'",
    "\"x\"",
    "it's",
    "back\\slash",
    "---",
    "...",
    "日本",
    "\u{1}",
    "\u{85}",
    "\u{2028}x",
    "\u{feff}x",
    "a\r\nb",
    "a\rb",
    "a\nb",
    "a\nb\n",
    "a\n\n",
    "\n",
    "\na",
    " a\nb",
    "a  \nb \n",
    "a\n\tb\n",
    "# a\nb",
    "a\n# b\n",
    "- a\n- b\n",
    "<<<<<<< x\n=======\n>>>>>>> y\n",
    "---\na\n...\n",
    "a\n  ",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        2 => "[a-z é:#\\-\\n'\"]{1,12}",
        2 => "[A-Z][a-z]{1,8}( [a-z]{1,8}){0,6}\\.",
        1 => any::<String>(),
    ]
}

fn with_request<T>(text: &str, act: impl FnOnce(One<'_, Request>) -> T) -> T {
    let records = Records::of(Snapshot::of_texts(vec![(PATH.into(), text.into())]));
    let file = records.at(PATH).expect("it is listed");
    act(file
        .as_one()
        .unwrap_or_else(|| panic!("{:?} in\n{text}", file.faults())))
}

fn new_text(plan: Plan) -> String {
    let [file] = plan.files.try_into().expect("one file");
    assert_eq!(file.path, PATH);
    file.text.expect("it stays")
}

fn acting<T>(act: impl FnOnce(Act<'_>) -> T) -> T {
    let by: Handle = "eve".parse().expect("a handle");
    let at: Instant = NOW.parse().expect("a time");
    act(Act { by: &by, at })
}

/// Runs a law, and holds that refusals are rare. Only a text without a line end at its end may be refused, where
/// the value that ends it would change by what is written behind it.
fn hold<S: Strategy>(strategy: S, law: impl Fn(&Written, S::Value) -> Result<(), Refusal>) {
    let refused = Cell::new(0);
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&(request(), strategy), |(written, case)| {
        if let Err(refusal) = law(&written, case) {
            assert!(!written.text.ends_with('\n'), "{refusal:?} of {written:?}");
            refused.set(refused.get() + 1);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    let refused = refused.get();
    assert!(
        refused * 50 < CASES,
        "{refused} of {CASES} edits were refused"
    );
}

/// Law of an entry added to a list: it alone is new, and the rest is as it was.
fn assert_added(old: &str, key: &str, new: &str, entry: &[(&str, Value)]) {
    let (before, after) = (value_of(old), value_of(new));
    let mut list = list_of(&before, key);
    let pairs = entry
        .iter()
        .map(|(key, value)| (Value::from(*key), value.clone()));
    list.push(Value::Mapping(pairs.collect()));
    let is_first = list.len() == 1;
    assert_eq!(
        after,
        with_key(&before, key, Some(Value::Sequence(list))),
        "{new:?}"
    );
    let cut = replaceable(old, key).filter(|_| is_first);
    assert_changed(old, cut, new);
    assert_comments_and_line_ends(old, Span::default(), new);
}

fn head(to: State) -> Vec<(&'static str, Value)> {
    vec![
        ("at", NOW.into()),
        ("by", "eve".into()),
        ("to", to.name().into()),
    ]
}

#[test]
fn a_comment_adds_itself_and_touches_nothing() {
    hold(text(), |written, said| {
        let done = with_request(&written.text, |request| {
            acting(|act| comment(request, &said, act))
        });
        if said.trim().is_empty() {
            assert!(done.is_err());
            return Ok(());
        }
        let entry = [
            ("at", NOW.into()),
            ("by", "eve".into()),
            ("text", said.into()),
        ];
        assert_added(&written.text, "comments", &new_text(done?), &entry);
        Ok(())
    });
}

/// What a step says, and the keys that its entry has for it.
fn step(to: State, said: &str) -> (Step, Vec<(&'static str, Value)>) {
    let mut step = Step::default();
    let mut entry = head(to);
    if !said.trim().is_empty() {
        step.breach_reason = Some(said.into());
        entry.push(("breach_reason", said.into()));
    }
    match to {
        State::Waiting => {
            step.awaiting = Some(said.into());
            step.from = Some("dana".into());
            entry.extend([("awaiting", said.into()), ("from", "dana".into())]);
        }
        State::Declined => {
            step.reason = Some(DeclineReason::Other);
            step.note = Some(said.into());
            entry.extend([("reason", "other".into()), ("note", said.into())]);
        }
        State::Closed => {
            step.acknowledged = vec![Party::Sa, Party::Customer, Party::Sales];
            let all: Vec<Value> = ["sa", "customer", "sales"].map(Value::from).to_vec();
            entry.push(("acknowledged", all.into()));
        }
        _ => {
            step.note = Some(said.into());
            entry.push(("note", said.into()));
        }
    }
    (step, entry)
}

#[test]
fn a_step_adds_its_entry_and_touches_nothing() {
    hold(
        (any::<prop::sample::Index>(), text()),
        |written, (pick, said)| {
            let exits = desk::lifecycle::exits(&written.states);
            let to = *pick.get(&exits);
            let (step, entry) = step(to, &said);
            let done = with_request(&written.text, |request| {
                acting(|act| advance(request, to, &step, &[], act))
            });
            assert_added(&written.text, "history", &new_text(done?), &entry);
            Ok(())
        },
    );
}

#[test]
fn a_claim_sets_the_owner_adds_its_entry_and_touches_nothing() {
    hold(any::<bool>(), |written, _| {
        let old = &written.text;
        let owner: Handle = "eve".parse().expect("a handle");
        let state = written.states.last().expect("a state");
        let done = with_request(old, |request| {
            acting(|act| claim(request, &owner, &Step::default(), act))
        });
        let is_taken = state.is_engaged() && !state.is_end();
        if !is_taken && !State::may_follow(&written.states, State::Triaged) {
            assert!(done.is_err());
            return Ok(());
        }
        let owned = assert_set(old, "owner", "eve")?;
        if is_taken {
            assert_eq!(new_text(done?), owned);
            return Ok(());
        }
        // Two edits are those that one after the other change nothing else.
        let stepped = with_request(&owned, |request| {
            acting(|act| advance(request, State::Triaged, &Step::default(), &[], act))
        });
        let stepped = new_text(stepped?);
        assert_added(&owned, "history", &stepped, &head(State::Triaged));
        assert_eq!(new_text(done?), stepped);
        Ok(())
    });
}

/// Law of a key that is set; returns the new text.
fn assert_set(old: &str, key: &str, said: &str) -> Result<String, Refusal> {
    let setting = Setting {
        key: key.into(),
        text: said.into(),
    };
    let new = with_request(old, |request| set(request.file, &[setting]))?;
    let new = new.text.expect("it stays");
    let (before, after) = (value_of(old), value_of(&new));
    let shape = shape(&KIND, key).expect("a key of requests");
    let is_list = matches!(shape, Shape::List(_));
    let value: Value = match shape {
        Shape::List(_) => {
            let items = said
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty());
            items.map(Value::from).collect()
        }
        Shape::Bare => said.parse::<u32>().expect("a number is set").into(),
        _ => said.into(),
    };
    assert_eq!(
        after,
        with_key(&before, key, Some(value)),
        "{key} in {new:?}"
    );
    assert_changed(old, replaceable(old, key), &new);
    // Comments between the items of a list go with the items.
    let gone = place::value(old, key).filter(|_| is_list);
    assert_comments_and_line_ends(old, gone.unwrap_or_default(), &new);
    Ok(new)
}

#[test]
fn a_key_that_is_set_changes_its_value_and_nothing_else() {
    let keys = settable(&KIND);
    hold(
        (prop::sample::select(keys), text()),
        |written, (key, said)| {
            if said.is_empty() {
                return Ok(());
            }
            // A text in the place of a number is for the gate to refuse.
            let is_number = shape(&KIND, &key) == Some(Shape::Bare);
            let said = if is_number { "60" } else { &said };
            assert_set(&written.text, &key, said).map(drop)
        },
    );
}

#[test]
fn a_key_that_is_taken_away_goes_with_its_lines_and_nothing_else() {
    let keys = settable(&KIND);
    hold(prop::sample::select(keys), |written, key| {
        let old = &written.text;
        let setting = Setting {
            key: key.clone(),
            text: String::new(),
        };
        let new = with_request(old, |request| set(request.file, &[setting]))?;
        let new = new.text.expect("it stays");
        let Some(name) = place::key(old, &key) else {
            assert_eq!(&new, old, "{key} was not there");
            return Ok(());
        };
        let (before, after) = (value_of(old), value_of(&new));
        assert_eq!(after, with_key(&before, &key, None), "{key} in {new:?}");
        let end = place::value(old, &key).map_or(name.end, |value| value.end.max(name.end));
        let gone = Span::new(name.start, line_end(old, end));
        let is_emptied = key
            .split_once('.')
            .is_some_and(|(outer, _)| after[outer].as_mapping().is_some_and(Mapping::is_empty));
        if !is_emptied {
            // The other way round it is an insertion.
            assert_changed(&new, None, old);
        }
        assert_comments_and_line_ends(old, gone, &new);
        Ok(())
    });
}
