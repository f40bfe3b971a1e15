//! Amounts of money with their currency, exact to the minor unit.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// An amount, written `120000 EUR` or `120000.50 EUR`; never negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Hundredths of the currency's unit, up to 10^17.
    pub minor_units: i64,
    /// ISO 4217 code, as `EUR`.
    pub currency: String,
}

/// The most hundredths that a spelling can say.
const MOST: i64 = 10i64.pow(17) - 1;

impl Money {
    /// Returns so many hundredths of a currency's unit; `None` for what cannot be spelt.
    pub fn of_parts(minor_units: i64, currency: String) -> Option<Self> {
        let is_amount = (0..=MOST).contains(&minor_units) && is_code(&currency);
        is_amount.then_some(Self {
            minor_units,
            currency,
        })
    }
}

/// Returns whether a text has the shape of a currency's code.
fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl FromStr for Money {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |why: &str| {
            format!("`{text}` is not an amount: {why}; write it as 120000 EUR or 120000.50 EUR")
        };
        let (number, currency) = text
            .split_once(' ')
            .ok_or_else(|| wrong("it names no currency"))?;
        if !is_code(currency) {
            return Err(wrong(
                "the currency is three capital letters after one space",
            ));
        }
        if number.contains(',') {
            return Err(wrong("a comma may mean thousands or cents"));
        }
        let (units, cents) = number.split_once('.').unwrap_or((number, "00"));
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(units) || !digits(cents) || cents.len() != 2 || units.len() > 15 {
            return Err(wrong(
                "the number is digits, with two more after a point or none",
            ));
        }
        let minor_units = format!("{units}{cents}")
            .parse()
            .map_err(|_| wrong("it is too large"))?;
        Ok(Self {
            minor_units,
            currency: currency.into(),
        })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (units, cents) = (self.minor_units / 100, self.minor_units % 100);
        match cents {
            0 => write!(f, "{units} {}", self.currency),
            _ => write!(f, "{units}.{cents:02} {}", self.currency),
        }
    }
}

impl JsonSchema for Money {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An amount with its currency, written 120000 EUR or 120000.50 EUR.",
            "type": "string",
            "pattern": "^[0-9]{1,15}(\\.[0-9]{2})? [A-Z]{3}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_and_never_guessed() {
        let minor = |text: &str| text.parse::<Money>().map(|money| money.minor_units);
        assert_eq!(minor("120000 EUR"), Ok(12_000_000));
        assert_eq!(minor("0.05 USD"), Ok(5));
        for text in [
            "120,000 EUR",
            "120000",
            "120000 eur",
            "1.5 EUR",
            "-1 EUR",
            "1e3 EUR",
            " EUR",
        ] {
            assert!(minor(text).is_err(), "{text}");
        }
        assert_eq!(
            "7.50 USD".parse::<Money>().map(|money| money.to_string()),
            Ok("7.50 USD".into())
        );
    }
}
