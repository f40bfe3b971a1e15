//! How values with a spelling of their own are read and written: in a text by that spelling, at whose place a mistake is
//! told; in bytes by what is read back fastest.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

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

macro_rules! always_by_spelling {
    ($($type:ty),+ $(,)?) => {
        $(impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Spelling(PhantomData))
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        })+
    };
}

always_by_spelling!(Zone, Digest, Handle, Id, Part, SfdcId);

/// A value whose spelling takes long to read, and what stands for it in bytes.
trait Packed: Sized {
    type Form: Serialize + DeserializeOwned;

    fn pack(&self) -> Self::Form;

    /// Returns the value of a form; `None` for a form that no value has.
    fn unpack(form: Self::Form) -> Option<Self>;
}

impl Packed for Date {
    type Form = i32;

    fn pack(&self) -> i32 {
        self.number()
    }

    fn unpack(number: i32) -> Option<Self> {
        Self::of_number(number)
    }
}

impl Packed for Instant {
    type Form = (i64, u32, i32);

    fn pack(&self) -> Self::Form {
        self.parts()
    }

    fn unpack(parts: Self::Form) -> Option<Self> {
        Self::of_parts(parts)
    }
}

impl Packed for Money {
    type Form = (i64, String);

    fn pack(&self) -> Self::Form {
        (self.minor_units, self.currency.clone())
    }

    fn unpack((minor_units, currency): Self::Form) -> Option<Self> {
        Self::of_parts(minor_units, currency)
    }
}

macro_rules! packed_in_bytes {
    ($($type:ty),+ $(,)?) => {
        $(impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    return deserializer.deserialize_str(Spelling(PhantomData));
                }
                let form = <Self as Packed>::Form::deserialize(deserializer)?;
                Self::unpack(form).ok_or_else(|| D::Error::custom("stands for no value"))
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match serializer.is_human_readable() {
                    true => serializer.collect_str(self),
                    false => self.pack().serialize(serializer),
                }
            }
        })+
    };
}

packed_in_bytes!(Date, Instant, Money);

/// Reads a text that a record cannot do without, and that says something.
pub(in crate::records) fn said<'de, D, T>(source: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    source.deserialize_str(Said(PhantomData))
}

struct Said<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for Said<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        match text.trim().is_empty() {
            true => Err(E::invalid_value(Unexpected::Str(""), &self)),
            false => Ok(text.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails unless a value is written in JSON as it is spelt, and read back from JSON and from bytes.
    fn reads_back<T>(spelling: &str)
    where
        T: FromStr<Err = String> + Serialize + DeserializeOwned + fmt::Debug + PartialEq,
    {
        let value: T = spelling.parse().expect("a value");
        let json = serde_json::to_string(&value).expect("it can be written");
        assert_eq!(json, format!("\"{spelling}\""));
        assert_eq!(serde_json::from_str::<T>(&json).expect("JSON"), value);
        let bytes = postcard::to_allocvec(&value).expect("it can be kept");
        let kept: T = postcard::from_bytes(&bytes).expect("bytes");
        assert_eq!(format!("{kept:?}"), format!("{value:?}"));
    }

    #[test]
    fn values_read_back_from_their_spelling_and_from_bytes() {
        for date in ["0000-01-01", "1970-01-01", "2026-11-23", "9999-12-31"] {
            reads_back::<Date>(date);
        }
        for instant in [
            "2026-11-23T14:32:00+01:00",
            "2026-11-23T14:32:07.000000123-09:30",
            "2016-12-31T23:59:60Z",
            "0000-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
        ] {
            reads_back::<Instant>(instant);
        }
        reads_back::<Money>("120000.50 EUR");
        reads_back::<Money>("999999999999999.99 EUR");
        reads_back::<Zone>("America/Argentina/Buenos_Aires");
        reads_back::<Digest>(&Digest::of("").to_string());
        reads_back::<Handle>("dana.ruiz");
        reads_back::<Id>("REQ-4T9K2M7X");
        reads_back::<Part>("price.terms 0123456789abcdef");
        reads_back::<SfdcId>("0064M00000XyZ12QAF");
    }

    #[test]
    fn bytes_that_stand_for_no_value_are_refused() {
        fn refuses<T: DeserializeOwned>(form: impl Serialize) {
            let bytes = postcard::to_allocvec(&form).expect("it can be kept");
            assert!(postcard::from_bytes::<T>(&bytes).is_err());
        }
        refuses::<Date>(i32::MAX);
        refuses::<Date>(10_000 * 366);
        refuses::<Instant>((i64::MAX, 0, 0));
        refuses::<Instant>((400_000_000_000i64, 0, 0));
        refuses::<Instant>((0, 1_000_000_000, 0));
        refuses::<Instant>((0, 0, 86_400));
        refuses::<Money>((-1, "EUR"));
        refuses::<Money>((1, "eur"));
        refuses::<Id>("REQ-4T9K2M7");
        refuses::<Handle>("../x");
    }
}
