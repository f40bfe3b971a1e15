//! The date that a sentence gives for what it says. What one date means lives in `spoken`.

use super::{month_number, number, read};
use crate::calendar::Date;

/// Words of the longest date there is: `friday the 1st of december 2026`.
const LONGEST: usize = 6;

/// Returns the date behind the last `by`, `on`, `until` or `before` that has one, read as `spoken_date` reads it;
/// `None` where a sentence has none.
///
/// # Errors
///
/// The date can be read two ways, or is a day that the calendar does not have.
pub fn date_within(text: &str, today: Date) -> Option<Result<Date, String>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).rev().find_map(|at| {
        let word = words[at].trim_start_matches(is_mark).to_lowercase();
        let leads = matches!(word.as_str(), "by" | "on" | "until" | "before");
        let phrase = leads.then(|| phrase(&words[at + 1..]))?;
        // Versions and shares stand behind `on` more often than dates of two numbers do.
        let is_decimal = |said: &str| word == "on" && said.parse::<f64>().is_ok();
        (1..=phrase.len()).rev().find_map(|count| {
            let said = phrase[..count].join(" ");
            let said = said.trim_end_matches(|c| is_mark(c) || matches!(c, ',' | '.'));
            match read(said, today) {
                Ok(date) => Some(Ok(date)),
                Err(refusal) if refusal.means_a_day && !is_decimal(said) => {
                    Some(Err(refusal.message))
                }
                Err(_) => None,
            }
        })
    })
}

/// Returns the words that may be one date: up to a time of day or the end of the sentence.
fn phrase<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut phrase = Vec::new();
    for (at, word) in words.iter().take(LONGEST).enumerate() {
        if is_time(word, words.get(at + 1).copied().unwrap_or("")) {
            break;
        }
        phrase.push(word.trim_matches(is_mark));
        if ends_sentence(word) {
            break;
        }
    }
    phrase
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '(' | ')' | '[' | ']' | '"' | '\'' | '`' | ';' | ':' | '!' | '?'
    )
}

fn is_time(word: &str, next: &str) -> bool {
    let half = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        ["am", "pm", "o'clock"]
            .iter()
            .any(|half| word.eq_ignore_ascii_case(half))
    };
    let hour = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let begins_with_digit = hour.len() < word.len();
    let has_minutes = hour.strip_prefix(':').is_some_and(|rest| !rest.is_empty());
    begins_with_digit && (has_minutes || half(hour) || (half(next) && hour.is_empty()))
}

/// Returns whether nothing of a date follows; a full stop may also be that of `Dec.` or of `1.`
fn ends_sentence(word: &str) -> bool {
    match word.strip_suffix('.') {
        Some(word) => number(word, 2).is_none() && month_number(&word.to_lowercase()).is_none(),
        None => word.ends_with(is_mark),
    }
}
