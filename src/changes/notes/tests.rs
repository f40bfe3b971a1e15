//! Cases and laws of reading notes: nothing that is written is lost, in whatever order it stands.

use proptest::prelude::*;

use super::*;

const SAMPLE: &str = include_str!("../../../tests/intake/notes-2026-11-19-northwind.md");

fn text(told: &Option<Told>) -> Option<&str> {
    told.as_ref().map(|told| told.text.as_str())
}

/// Returns everything that notes are read as, in one text.
fn all_of(notes: &Notes) -> String {
    let day = "2026-11-19".parse().expect("a date");
    let mut all = vec![notes.summary.clone()];
    for told in [&notes.date, &notes.opportunity, &notes.activity_type] {
        all.extend(text(told).map(str::to_owned));
    }
    all.push(format!("{:?}", notes.sentiment));
    for attendee in notes.attendees(|name| name == "Sam Otieno") {
        all.push(format!("{} {:?}", attendee.name, attendee.role));
    }
    for step in notes.agreed(day).expect("no day is ambiguous") {
        all.push(format!("{:?} {}", step.who, step.text));
    }
    all.join("\n")
}

/// Expects each word of a text in what was read, but for those that only name a part of the form.
#[track_caller]
fn nothing_is_lost(text: &str, notes: &Notes) {
    const NAMES: [&str; 7] = [
        "Opportunity",
        "Attendees",
        "GitLab",
        "Activity",
        "type",
        "Sentiment",
        "Next",
    ];
    let all = all_of(notes);
    for line in text.lines().filter(|line| *line != "## Next steps") {
        for word in line.split(|c: char| !c.is_alphanumeric()) {
            let is_kept = all.contains(word) || NAMES.contains(&word);
            assert!(is_kept, "`{word}` of `{line}` is lost:\n{all}");
        }
    }
}

#[test]
fn the_standard_notes_are_read() {
    let notes = read(SAMPLE);
    assert_eq!(text(&notes.date), Some("2026-11-19 15:00 Europe/Berlin"));
    assert_eq!(text(&notes.opportunity), Some("0064M00000XyZ12QAF"));
    assert_eq!(text(&notes.activity_type), Some("Discovery Session"));
    assert_eq!(notes.sentiment, Some(Sentiment::Positive));
    assert_eq!(notes.attendees(|_| false).len(), 5);
    assert!(notes.faults.is_empty() && notes.doubts.is_empty());
    nothing_is_lost(SAMPLE, &notes);
}

#[test]
fn what_has_no_key_is_kept_in_the_summary() {
    let notes = read(
        "Call with Lars\n- **Date:** 2026-11-19 15:00\nRecording: https://a.example/r\nDate: 2026-11-20\nSentiment: mixed\n\
         Attendees:\n- Lars Holm (VP)\n- GitLab: Sam Otieno (SA)\n\n## Next steps\nThey call.\n## Risk\n```\n## no heading\n```\n## Empty\n## Outcome\n",
    );
    assert_eq!(text(&notes.date), Some("2026-11-19 15:00"));
    assert_eq!(
        notes.summary,
        "Call with Lars\nRecording: https://a.example/r\nDate: 2026-11-20\nSentiment: mixed\n\n## Next steps\nThey call.\n\n## Risk\n```\n## no heading\n```\n\n## Empty"
    );
    assert_eq!(notes.attendees(|name| name == "Sam Otieno").len(), 2);
    assert!(notes.doubts[0].contains("line 5: `mixed` is not"));
}

#[test]
fn the_end_of_a_meeting_is_parted_from_its_date() {
    for (value, begin, is_whole) in [
        (
            "2026-11-19 15:00-16:05 Europe/Berlin",
            "2026-11-19 15:00 Europe/Berlin",
            false,
        ),
        ("2026-11-19 15:00 \u{2013} 16:05", "2026-11-19 15:00", false),
        ("2026-11-19 9:00 to 10:00", "2026-11-19 9:00", false),
        ("2026-11-19 15:00", "2026-11-19 15:00", true),
        (
            "2026-11-19T15:00:00-05:00",
            "2026-11-19T15:00:00-05:00",
            true,
        ),
    ] {
        assert_eq!(without_end(value), (begin.to_owned(), is_whole), "{value}");
    }
}

#[test]
fn the_form_left_as_it_is_says_nothing_and_half_of_it_is_named() {
    let notes = read(template::TEMPLATE);
    assert_eq!(notes, Notes::default());
    let notes = read("Attendees: Lars, <Name (role), Name (role)>\n");
    assert_eq!(
        notes.faults,
        ["line 1: `<Name (role), Name (role)>` is still that of the form"]
    );
}

#[test]
fn the_form_reads_back_when_it_is_filled_in() {
    let mut filled = template::TEMPLATE.to_owned();
    for (placeholder, answer) in template::placeholders().zip([
        "Northwind",
        "first call",
        "2026-11-19 15:00-16:05 Europe/Berlin",
        "OPP-7H3J5K9M",
        "Lars Holm (VP)",
        "GitLab",
        "Sam Otieno (SA)",
        "Demo",
        "Neutral",
        "To show it.",
        "They liked it.",
        "Sam",
        "send the sheet",
        "2026-11-24",
    ]) {
        filled = filled.replacen(placeholder, answer, 1);
    }
    let notes = read(&filled);
    assert!(notes.faults.is_empty(), "{notes:?}");
    assert_eq!(text(&notes.opportunity), Some("OPP-7H3J5K9M"));
    assert_eq!(notes.sentiment, Some(Sentiment::Neutral));
    nothing_is_lost(&filled, &notes);
    let day = "2026-11-19".parse().expect("a date");
    let steps = notes.agreed(day).expect("a step");
    assert_eq!(steps[0].who.as_deref(), Some("Sam"));
    assert_eq!(steps[0].due, "2026-11-24".parse().ok());
}

proptest! {
    #[test]
    fn nothing_is_lost_in_whatever_order_sections_stand(
        order in Just((0..6usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let (head, rest) = SAMPLE.split_once("\n## ").expect("sections");
        let mut sections: Vec<String> = rest.split("\n## ").map(|body| format!("\n## {}\n", body.trim_end())).collect();
        sections.push("\n## Risks\n\n- one: two\n\n  three\n".into());
        sections.push("\n### Parking lot\nRegion: EMEA\n".into());
        let shuffled: String = order.iter().map(|at| sections[*at].as_str()).collect();
        let written = format!("{head}\n{shuffled}");
        let notes = read(&written);
        nothing_is_lost(&written, &notes);
        prop_assert_eq!(text(&notes.activity_type), Some("Discovery Session"));
    }
}
