//! How values with a spelling of their own are read: from a text, at whose place a mistake is told.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

use super::{Digest, Handle, Id, Money, SfdcId};
use crate::calendar::{Date, Instant, Zone};
use crate::records::sow::content::Part;

struct Spelling<T>(PhantomData<T>);

impl<T: FromStr<Err = String>> Visitor<'_> for Spelling<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    // An error made here, and not after the text was handed over, carries the place of the text.
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        match text.trim().is_empty() {
            true => Err(E::invalid_value(Unexpected::Str(""), &self)),
            false => text.parse().map_err(E::custom),
        }
    }
}

macro_rules! read_by_spelling {
    ($($type:ty),+ $(,)?) => {
        $(impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Spelling(PhantomData))
            }
        })+
    };
}

read_by_spelling!(Date, Instant, Zone, Digest, Handle, Id, Money, Part, SfdcId);

/// Reads a text that a record cannot do without, and that says something.
pub(in crate::records) fn said<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    source.deserialize_str(Said)
}

struct Said;

impl Visitor<'_> for Said {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        match text.trim().is_empty() {
            true => Err(E::invalid_value(Unexpected::Str(""), &self)),
            false => Ok(text.into()),
        }
    }
}
