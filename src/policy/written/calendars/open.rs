//! The hours of a calendar as written: `open = { mon-fri = ["09:00-12:30", "13:30-17:00"] }`.

use crate::calendar::business::{Hours, WEEKDAYS};
use crate::policy::written::{Key, Reader, Value};

/// How hours are written, for the help of refusals.
const HOW: &str = "write it as \"09:00-17:00\", up to 24:00";

/// Returns the hours of a calendar that says none.
pub(super) fn nine_to_five() -> [Vec<Hours>; 7] {
    let hours = Hours {
        from: 9 * 60,
        to: 17 * 60,
    };
    std::array::from_fn(|weekday| match weekday < 5 {
        true => vec![hours],
        false => Vec::new(),
    })
}

impl Reader<'_> {
    /// Reads the hours of each day of the week, Monday first.
    pub(super) fn open(&mut self, value: &Value<'_>, path: &str) -> [Vec<Hours>; 7] {
        let mut week: [Option<Vec<Hours>>; 7] = Default::default();
        let Some(table) = self.table(value, path) else {
            return Default::default();
        };
        self.remember(path, value.span());
        let told = self.findings.len();
        for (key, value) in table {
            let days = self.days(key);
            let hours = self.hours(value, &format!("{path}.{}", key.get_ref()));
            for weekday in days {
                match &mut week[weekday] {
                    Some(_) => {
                        let message =
                            format!("`{path}` says the hours of {} twice", WEEKDAYS[weekday]);
                        self.fault(
                            key.span(),
                            message,
                            "write each day once, all its hours in one list",
                        );
                    }
                    own => *own = Some(hours.clone()),
                }
            }
        }
        let week = week.map(Option::unwrap_or_default);
        if told == self.findings.len() && week.iter().all(Vec::is_empty) {
            let help = "write `open = { mon-fri = [\"09:00-17:00\"] }`";
            self.fault(
                value.span(),
                format!("`{path}` has no hours on any day"),
                help,
            );
        }
        week
    }

    /// Reads `mon` or `mon-fri`; a range may pass over Sunday, as `sun-thu` does.
    fn days(&mut self, key: &Key<'_>) -> Vec<usize> {
        let lower = key.get_ref().to_lowercase();
        let (first, last) = lower.split_once('-').unwrap_or((&lower, &lower));
        let place = |word: &str| WEEKDAYS.iter().position(|own| *own == word);
        match (place(first), place(last)) {
            (Some(first), Some(last)) => {
                let days = (last + 7 - first) % 7;
                (first..=first + days).map(|day| day % 7).collect()
            }
            (found, _) => {
                let word = if found.is_some() { last } else { first };
                let help = format!(
                    "use one of {}, or a range such as mon-fri",
                    WEEKDAYS.join(", ")
                );
                self.fault(
                    key.span(),
                    format!("`{word}` is not a day of the week"),
                    &help,
                );
                Vec::new()
            }
        }
    }

    fn hours(&mut self, value: &Value<'_>, path: &str) -> Vec<Hours> {
        let mut all: Vec<Hours> = Vec::new();
        for (text, range) in self.texts(value, path, "[\"09:00-17:00\"]") {
            let hours = match read(&text) {
                Ok(hours) => hours,
                Err(why) => {
                    self.fault(range, why, HOW);
                    continue;
                }
            };
            let overlap = all
                .iter()
                .find(|own| own.from < hours.to && hours.from < own.to);
            if let Some(other) = overlap {
                let message = format!("the hours {other} and {hours} overlap");
                self.fault(range, message, "end the one before the other begins");
                continue;
            }
            all.push(hours);
        }
        all
    }
}

fn read(text: &str) -> Result<Hours, String> {
    let parts = text
        .split_once('-')
        .map(|(from, to)| (minutes(from), minutes(to)));
    match parts {
        Some((Some(from), Some(to))) if from < to => Ok(Hours { from, to }),
        Some((Some(_), Some(_))) => Err(format!("the hours `{text}` do not end after they begin")),
        _ => Err(format!("`{text}` is not hours of a day")),
    }
}

/// Reads `09:00` as minutes from midnight, up to `24:00`.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |digits: &str, most: u16| {
        let is_number = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = is_number.then(|| digits.parse::<u16>().ok()).flatten()?;
        (number <= most).then_some(number)
    };
    let minutes = number(hour, 24)? * 60 + number(minute, 59)?;
    (minutes <= 24 * 60).then_some(minutes)
}
