//! The tables of `desk.toml` that hold numbers: thresholds, and what currencies are worth.

use toml::de::DeTable;

use super::{Reader, Value};
use crate::policy::thresholds::{self, NUMBERS};
use crate::policy::{Policy, Thresholds, keys};

/// The most units of a currency that may make one of the thresholds.
const MOST_UNITS: i64 = 1_000_000;

impl Reader<'_> {
    /// Reads a table that holds numbers, or tables of numbers.
    pub(super) fn numbers(&mut self, value: &Value<'_>, table: &str, thresholds: &mut Thresholds) {
        if let Some(entries) = self.table(value, table) {
            self.numbers_of(entries, table, |_| true, thresholds);
        }
    }

    /// Reads the entries of a table that are numbers, or tables of numbers.
    pub(super) fn numbers_of(
        &mut self,
        entries: &DeTable<'_>,
        table: &str,
        is_number: impl Fn(&str) -> bool,
        thresholds: &mut Thresholds,
    ) {
        for (key, value) in entries.iter().filter(|(key, _)| is_number(key.get_ref())) {
            let path = format!("{table}.{}", key.get_ref());
            let Some(number) = NUMBERS.iter().find(|number| number.path == path) else {
                match thresholds::within(&path).is_empty() {
                    true if let Some(now) = keys::moved(&path) => self.fault(
                        key.span(),
                        format!("`{path}` is said elsewhere now"),
                        &format!("write `{now}`, as `\"2 business days\"` or `\"7 days\"`"),
                    ),
                    true => self.unknown_key(key, &keys::within(table)),
                    false => self.numbers(value, &path, thresholds),
                }
                continue;
            };
            let (least, most) = (number.least, number.most);
            match self.number(value, &path) {
                Some(given) if (least..=most).contains(&given) => {
                    *(number.of)(thresholds) = given;
                }
                Some(_) => self.fault(
                    value.span(),
                    format!("`{}` is from {least} to {most}", key.get_ref()),
                    "write a whole number in that range",
                ),
                None => {}
            }
        }
    }

    /// Reads how many units of each currency make one unit of the thresholds.
    pub(super) fn currencies(&mut self, value: &Value<'_>, policy: &mut Policy) {
        let Some(entries) = self.table(value, "currencies") else {
            return;
        };
        for (key, value) in entries {
            let code = key.get_ref().to_string();
            if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                let help = "write three capital letters, as in `JPY = 150`";
                self.fault(key.span(), format!("`{code}` is not a currency"), help);
                continue;
            }
            match self.number(value, &format!("currencies.{code}")) {
                Some(units @ 1..=MOST_UNITS) => {
                    policy.currencies.insert(code, units);
                }
                Some(_) => self.fault(
                    value.span(),
                    format!("`{code}` is from 1 to {MOST_UNITS}"),
                    "write how many of it make one unit of the thresholds",
                ),
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::Policy;
    use crate::source::Source;

    fn refusals(lines: &str) -> Vec<String> {
        let source = Source::shared("desk.toml", format!("schema = 1\n{lines}\n"));
        let read = Policy::read(&source, &Default::default());
        let findings = read.err().unwrap_or_default();
        findings
            .into_iter()
            .map(|finding| format!("{}; {}", finding.message, finding.help))
            .collect()
    }

    #[test]
    fn numbers_out_of_range_and_words_that_are_none_are_told_each() {
        assert_eq!(
            refusals("[povs]\ncriteria = 0\ndays = { guidd = 45, lite = \"30\" }"),
            [
                "`criteria` is from 1 to 50; write a whole number in that range",
                "unknown key `guidd`; did you mean `guided`? it is one of: guided, lite, on-site, paid",
                "`povs.days.lite` is a whole number; write it without quotes",
            ]
        );
        assert_eq!(
            refusals("[fiscal_year]\nfirst_month = 13"),
            ["`first_month` is from 1 to 12; write a whole number in that range"]
        );
    }

    #[test]
    fn currencies_are_three_capital_letters_and_worth_something() {
        assert_eq!(
            refusals("[currencies]\nyen = 150\nJPY = 0"),
            [
                "`yen` is not a currency; write three capital letters, as in `JPY = 150`",
                "`JPY` is from 1 to 1000000; write how many of it make one unit of the thresholds",
            ]
        );
        assert!(refusals("[currencies]\nJPY = 150").is_empty());
    }
}
