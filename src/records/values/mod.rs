//! The values records are made of: ids, handles, money, hours, digests, Salesforce ids, sections that may be left out.
//! What a record says with them lives in the file of its kind.

pub mod answer;
pub mod digest;
pub mod handle;
pub mod hours;
pub mod id;
pub mod money;
pub mod section;
pub mod sfdc;
mod spelt;

pub use digest::Digest;
pub use handle::Handle;
pub use hours::Hours;
pub use id::Id;
pub use money::Money;
pub use sfdc::SfdcId;

pub(super) use spelt::said;

/// Returns the word that a table has for a thing; every thing stands in the table of its type.
pub fn word_of<T: PartialEq>(words: &[(T, &'static str)], wanted: T) -> &'static str {
    words
        .iter()
        .find(|(thing, _)| *thing == wanted)
        .map_or("", |(_, word)| word)
}
