//! Small desks written down in tests: files in one text, what is expected written under the offending place.
//!
//! `#- PATH` begins a file, `#- before: PATH` one of the desk before, `#- by: EMAIL` says who commits,
//! `#- now: TIME` when, `#- policy:` begins `desk.toml`. A comment `# ^^^ error: message` expects a finding of
//! the check at hand on the line above it; where it has more than two carets they stand below the exact span.
//! Several such comments below each other are about the same line.

use crate::calendar::Instant;
use crate::finding::{Finding, Verdict};
use crate::policy::Policy;
use crate::records::Records;
use crate::source::{Snapshot, Source};

use super::judged::laws;
use super::{Check, Committer, Review, Scope, judge, named, names};

const WORLD: &[(&str, &str)] = &[
    (
        "people/sam.yaml",
        "name: Sam Otieno\nemails: [sam@example.com]\nroles: [sa]\nregion: EMEA\n",
    ),
    (
        "people/dana.yaml",
        "name: Dana Ruiz\nemails: [dana@example.com]\nroles: [sae]\nregion: EMEA\n",
    ),
    (
        "people/maria.yaml",
        "name: Maria Keller\nemails: [maria@example.com]\nroles: [manager]\nregion: EMEA\n",
    ),
    (
        "people/emma.yaml",
        "name: Emma Lindqvist\nemails: [emma@example.com]\nroles: [em]\nregion: EMEA\n",
    ),
    (
        "people/tariq.yaml",
        "name: Tariq Aziz\nemails: [tariq@example.com]\nroles: [ta]\nlevel: senior\nregion: EMEA\n",
    ),
    (
        "people/rosa.yaml",
        "name: Rosa Marin\nemails: [rosa@example.com]\nroles: [rdm]\nregion: EMEA\n",
    ),
    (
        "accounts/northwind-freight.yaml",
        "name: Northwind Freight\nowner: dana\nsolutions_architect: sam\nregion: EMEA\n",
    ),
    (
        "opportunities/OPP-7H3J5K9M.yaml",
        "name: Northwind platform\naccount: northwind-freight\nowner: dana\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\n",
    ),
    (
        "requests/2026-11/REQ-8R2T4V6W.yaml",
        "template: sa-activity\nrequester: dana\ncustomer: Northwind Freight\nsa_asks: Demo\nhistory:\n  - {at: 2026-11-18T09:00:00Z, by: sam, to: open}\n  - {at: 2026-11-18T10:00:00Z, by: sam, to: declined, reason: wrong-personas}\n",
    ),
];

/// An expectation written under a line: the line it is about (from 1), its columns if said, and the text.
#[derive(Debug)]
struct Expected {
    path: String,
    line: usize,
    columns: Option<(usize, usize)>,
    says: String,
}

#[derive(Default)]
struct Fixture {
    before: Vec<(String, String)>,
    after: Vec<(String, String)>,
    by: Option<String>,
    now: Option<String>,
    policy: Option<String>,
    expected: Vec<Expected>,
}

/// Asserts that a check finds exactly what a fixture expects.
pub(super) fn check(check: &Check, text: &str) {
    assert_finds(check, text, false);
}

fn assert_finds(check: &Check, text: &str, is_example: bool) {
    let fixture = parse(text);
    let found: Vec<String> = run(&fixture, is_example)
        .into_iter()
        .filter(|finding| finding.check == check.name)
        .map(|finding| describe(&finding, &fixture.expected))
        .collect();
    let expected: Vec<String> = fixture.expected.iter().map(describe_expected).collect();
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list.join("\n")
    };
    assert_eq!(
        sorted(found),
        sorted(expected),
        "{} on:\n{text}",
        check.name
    );
}

/// Asserts that a check finds exactly what a fixture expects, that this is something, and what is kept of it.
pub(super) fn fires(own: &Check, text: &str) {
    assert!(
        !parse(text).expected.is_empty(),
        "the example of {} expects nothing",
        own.name
    );
    assert_finds(own, text, true);
}

/// Returns the findings of a check in a fixture, for what stands in no expectation: help, notes and since when.
pub(super) fn found(check: &Check, text: &str) -> Vec<Finding> {
    let mut findings = run(&parse(text), false);
    findings.retain(|finding| finding.check == check.name);
    findings
}

/// Returns every finding of every check as "check level verdict", ordered.
pub(super) fn verdicts(text: &str) -> Vec<String> {
    let mut all: Vec<String> = run(&parse(text), false)
        .iter()
        .map(|finding| {
            let verdict = match finding.verdict {
                Verdict::Shown => "shown",
                Verdict::Blocks => "blocks",
                Verdict::Waived(_) => "waived",
            };
            format!("{} {} {verdict}", finding.check, finding.level.name())
        })
        .collect();
    all.sort();
    all
}

/// Returns the example in the documentation of a check.
pub(super) fn example(check: &Check) -> &'static str {
    let start = check.docs.find("```yaml\n").expect("an example in ```yaml") + "```yaml\n".len();
    let length = check.docs[start..].find("```").expect("the example ends");
    &check.docs[start..start + length]
}

fn run(fixture: &Fixture, is_example: bool) -> Vec<Finding> {
    let overlay = |files: &[&[(String, String)]]| {
        let mut all: std::collections::BTreeMap<String, String> = WORLD
            .iter()
            .map(|(path, text)| (path.to_string(), text.to_string()))
            .collect();
        for (path, text) in files.iter().copied().flatten() {
            all.insert(path.clone(), text.clone());
        }
        Records::of(Snapshot::of_texts(all.into_iter().collect()))
    };
    let before = overlay(&[&fixture.before]);
    // A file of the desk before that the fixture does not name again was removed.
    let after = overlay(&[&fixture.after]);
    let source = Source::shared(
        "desk.toml",
        fixture.policy.as_deref().unwrap_or("schema = 1\n"),
    );
    let policy = Policy::read(&source, &names()).expect("the fixture's policy is valid");
    let now: Instant = fixture
        .now
        .as_deref()
        .unwrap_or("2026-11-23T12:00:00Z")
        .parse()
        .expect("the fixture's time is a time");
    let committer = fixture.by.clone().map(|email| Committer {
        emails: vec![email],
    });
    let befores = [before];
    let scope = match (&committer, fixture.before.is_empty()) {
        (None, true) => Scope::Whole,
        _ => Scope::Change,
    };
    let mut review = Review::new(&befores, &after, &policy, now, scope);
    review.committer = committer.as_ref();
    let findings = judge(&review, None);
    for finding in &findings {
        assert_asked(&review, finding);
    }
    if review.scope == Scope::Whole && review.touched.is_empty() {
        laws::assert_found_by_path(&after, &policy, now, &findings);
        if is_example {
            laws::assert_kept(&after, &policy, now);
        }
    }
    findings
}

/// A score counts the records a check asks something of, so that no other may fail it.
fn assert_asked(review: &Review<'_>, finding: &Finding) {
    let applies = named(finding.check).and_then(|check| check.applies);
    let file = review.after.at(&finding.at.source.path);
    if let (Some(applies), Some(file)) = (applies, file) {
        let path = file.path();
        assert!(applies(review, file), "{} of {path}", finding.check);
    }
}

fn parse(text: &str) -> Fixture {
    let mut fixture = Fixture::default();
    let mut file: Option<(bool, String, String)> = None;
    for line in text.lines() {
        if let Some(head) = line.strip_prefix("#- ") {
            keep(&mut fixture, file.take());
            match head.split_once(": ") {
                Some(("by", email)) => fixture.by = Some(email.into()),
                Some(("now", time)) => fixture.now = Some(time.into()),
                Some(("before", path)) => file = Some((true, path.into(), String::new())),
                _ => file = Some((false, head.into(), String::new())),
            }
            continue;
        }
        let Some((_, path, body)) = &mut file else {
            continue;
        };
        if let Some(expected) = expectation(path, last_line(body), line) {
            fixture.expected.push(expected);
        }
        body.push_str(line);
        body.push('\n');
    }
    keep(&mut fixture, file);
    fixture
}

fn keep(fixture: &mut Fixture, file: Option<(bool, String, String)>) {
    match file {
        None => {}
        Some((_, head, text)) if head == "policy:" => fixture.policy = Some(text),
        Some((true, path, text)) => fixture.before.push((path, text)),
        Some((false, path, text)) => fixture.after.push((path, text)),
    }
}

/// Returns the number, from 1, of the last line that expects nothing itself.
fn last_line(body: &str) -> usize {
    let lines: Vec<&str> = body.lines().collect();
    let last = lines.iter().rposition(|line| carets(line).is_none());
    last.map_or(0, |at| at + 1)
}

fn carets(line: &str) -> Option<usize> {
    let is_comment = line.trim_start().starts_with('#');
    line.find('^').filter(|_| is_comment)
}

fn expectation(path: &str, line: usize, comment: &str) -> Option<Expected> {
    let carets = carets(comment)?;
    let after = comment[carets..].trim_start_matches('^');
    let count = comment.len() - carets - after.len();
    Some(Expected {
        path: path.into(),
        line: line.max(1),
        columns: (2 < count).then_some((carets + 1, carets + 1 + count)),
        says: after.trim().into(),
    })
}

fn describe_expected(expected: &Expected) -> String {
    let columns = expected
        .columns
        .map_or(String::new(), |(from, to)| format!(":{from}-{to}"));
    format!(
        "{}:{}{columns} {}",
        expected.path, expected.line, expected.says
    )
}

fn describe(finding: &Finding, expected: &[Expected]) -> String {
    let start = finding.at.position();
    let end = finding.at.source.position(finding.at.span.end);
    let path = &finding.at.source.path;
    let exact = expected.iter().any(|expected| {
        expected.columns.is_some() && (&expected.path, expected.line) == (path, start.line)
    });
    let columns = if exact {
        format!(":{}-{}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "{path}:{}{columns} {}: {}",
        start.line,
        finding.level.name(),
        finding.message
    )
}
