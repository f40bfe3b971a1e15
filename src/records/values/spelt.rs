//! How values with a spelling of their own are read: from a text, at whose place a mistake is told.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use super::{Handle, Id, Money, SfdcId};
use crate::calendar::{Date, Instant, Zone};

struct Spelling<T>(PhantomData<T>);

impl<T: FromStr<Err = String>> Visitor<'_> for Spelling<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    // An error made here, and not after the text was handed over, carries the place of the text.
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
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

read_by_spelling!(Date, Instant, Zone, Handle, Id, Money, SfdcId);
