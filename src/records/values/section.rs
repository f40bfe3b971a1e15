//! Parts of a record that most records leave out: they take no room where they are empty.
//! What stands in them is not known here.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A part of a record, read as its empty self where it is left out.
#[derive(Debug)]
pub struct Section<T>(Option<Box<T>>);

/// What may be left out of a record as a whole.
pub trait Optional: 'static {
    /// Returns what it is where it is left out.
    fn empty() -> &'static Self;
}

/// Makes types optional whose default is to be empty.
macro_rules! optional {
    ($($type:ty),+ $(,)?) => {
        $(impl $crate::records::values::section::Optional for $type {
            fn empty() -> &'static Self {
                static EMPTY: std::sync::LazyLock<$type> = std::sync::LazyLock::new(<$type>::default);
                &EMPTY
            }
        })+
    };
}

pub(in crate::records) use optional;

impl<T> Default for Section<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Optional> Deref for Section<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(section) => section,
            None => T::empty(),
        }
    }
}

// In a text a section is there or not, which its record says; in bytes it says so itself.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Section<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.is_human_readable() {
            true => T::deserialize(deserializer).map(|section| Self(Some(Box::new(section)))),
            false => Option::deserialize(deserializer).map(Self),
        }
    }
}

impl<T: Optional + Serialize> Serialize for Section<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => T::serialize(self, serializer),
            false => self.0.serialize(serializer),
        }
    }
}

impl<T: JsonSchema> JsonSchema for Section<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
