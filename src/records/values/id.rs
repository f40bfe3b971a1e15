//! Ids of records that have no name of their own: a prefix for the kind and eight random characters.
//! No counter and no shared list, so that two clones apart for a month do not clash.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// Crockford's base 32: no I, L, O or U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters of the prefix.
const PREFIX: usize = 3;
/// Characters after the prefix: 8 of 32 kinds, 40 bits.
const LENGTH: usize = 8;
/// Where they begin: the prefix and a dash stand before them.
const START: usize = PREFIX + 1;

/// An id such as `REQ-4T9K2M7X`, kept in its one canonical spelling: ASCII letters, digits and a dash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id([u8; START + LENGTH]);

impl Id {
    /// Returns the id made of a kind's prefix, which is three letters, and 40 bits; higher bits are not used.
    pub fn from_bits(prefix: &str, bits: u64) -> Self {
        let letters = (0..LENGTH).rev();
        let letters = letters.map(|at| LETTERS[(bits >> (5 * at)) as usize & 31]);
        Self::of(prefix.bytes(), letters)
    }

    fn of(prefix: impl Iterator<Item = u8>, letters: impl Iterator<Item = u8>) -> Self {
        let mut id = [b'-'; START + LENGTH];
        let (own, rest) = id.split_at_mut(PREFIX);
        for (place, letter) in own.iter_mut().zip(prefix) {
            *place = letter;
        }
        for (place, letter) in rest[1..].iter_mut().zip(letters) {
            *place = letter;
        }
        Self(id)
    }

    /// Returns an id that is free, of bits drawn until there is one.
    ///
    /// # Errors
    /// Those of the source of bits.
    pub fn draw<E>(
        prefix: &str,
        is_free: impl Fn(&Self) -> bool,
        mut bits: impl FnMut() -> Result<u64, E>,
    ) -> Result<Self, E> {
        loop {
            let id = Self::from_bits(prefix, bits()?);
            if is_free(&id) {
                return Ok(id);
            }
        }
    }

    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).expect("an id is ASCII")
    }

    /// Returns the kind's prefix, as `REQ`.
    pub fn prefix(&self) -> &str {
        &self.as_str()[..PREFIX]
    }
}

/// Returns letters as ids spell them: upper case, `O` read as `0`, `I` and `L` as `1`; `None` where one is in no id.
pub fn canonical_letters(text: &str) -> Option<String> {
    text.chars()
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => Some('0'),
            'I' | 'L' => Some('1'),
            upper if upper.is_ascii() && LETTERS.contains(&(upper as u8)) => Some(upper),
            _ => None,
        })
        .collect()
}

/// Returns whether a text is an id in its one canonical spelling, which most are and which costs least to read.
fn is_canonical(text: &str) -> bool {
    text.len() == START + LENGTH
        && text.bytes().enumerate().all(|(at, byte)| match at {
            0..3 => byte.is_ascii_uppercase(),
            3 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'A'..=b'H' | b'J' | b'K' | b'M' | b'N' | b'P'..=b'T' | b'V'..=b'Z'),
        })
}

impl FromStr for Id {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is not an id; an id is three letters, `-`, and eight letters or digits but no U, as REQ-4T9K2M7X"
            )
        };
        if is_canonical(text) {
            return text.as_bytes().try_into().map(Self).map_err(|_| wrong());
        }
        let (prefix, letters) = text.rsplit_once('-').ok_or_else(wrong)?;
        let prefix_holds =
            prefix.len() == PREFIX && prefix.bytes().all(|byte| byte.is_ascii_alphabetic());
        let letters = canonical_letters(letters).ok_or_else(wrong)?;
        if !prefix_holds || letters.len() != LENGTH {
            return Err(wrong());
        }
        Ok(Self::of(
            prefix.to_ascii_uppercase().bytes(),
            letters.bytes(),
        ))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Id").field(&self.as_str()).finish()
    }
}

impl JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The id of a record: the name of its file.",
            "type": "string",
            "pattern": "^[A-Za-z]{3}-[0-9A-Za-z]{8}$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_id_are_one_id() {
        let id: Id = "REQ-4T9K2M01".parse().expect("an id");
        for spelling in ["req-4t9k2m01", "REQ-4T9K2MOI", "Req-4t9k2moL"] {
            assert_eq!(spelling.parse::<Id>().as_ref(), Ok(&id), "{spelling}");
        }
        assert_eq!(id.prefix(), "REQ");
        for wrong in [
            "REQ-4T9K2M0",
            "REQ4T9K2M01",
            "REQ-4T9K2M0U",
            "R-4T9K2M01",
            "REQ-4T9K2M0é",
        ] {
            assert!(wrong.parse::<Id>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_id_that_is_taken_is_drawn_again() {
        let taken = [Id::from_bits("REQ", 7), Id::from_bits("REQ", 8)];
        let mut bits = [7, 8, 7, 9].into_iter();
        let drawn = Id::draw(
            "REQ",
            |id| !taken.contains(id),
            || bits.next().ok_or("no bits"),
        );
        assert_eq!(drawn, Ok(Id::from_bits("REQ", 9)));
        let none = Id::draw("REQ", |_| true, || Err("no bits"));
        assert_eq!(none, Err("no bits"));
    }

    proptest! {
        #[test]
        fn forty_bits_give_forty_bits_of_ids(a in 0u64..1 << 40, b in 0u64..1 << 40) {
            let (first, second) = (Id::from_bits("REQ", a), Id::from_bits("REQ", b));
            prop_assert_eq!(a == b, first == second);
            prop_assert_eq!(first.as_str().parse::<Id>(), Ok(first));
        }
    }
}
