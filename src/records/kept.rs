//! What a text was read as, in bytes: a record or its faults, with the ids it refers to in front.
//! Which text the bytes belong to and where they are kept is not known here.

use std::any::Any;
use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Kind, ReadRecord, Record};
use crate::source::Fault;

/// What decides how records are read and kept, as 16 hexadecimal digits: bytes of another format are not to be taken.
pub const FORMAT: &str = env!("DESK_RECORD_FORMAT");

/// What stands before a record or its faults: the folder of the kind, the ids one after the other, and whether it is a
/// record. Ids are bytes within bytes, so that who wants the record steps over them.
type Head<'a> = (&'a str, &'a [u8], bool);

/// Returns what a file of a kind was read as, in bytes; `None` for a record of another kind.
pub fn to_bytes(kind: &Kind, read: Result<&dyn Record, &[Fault]>) -> Option<Vec<u8>> {
    let ids = read.map_or_else(|_| Some(Vec::new()), ids_of)?;
    let head: Head<'_> = (kind.folder, &ids, read.is_ok());
    let bytes = postcard::to_extend(&head, Vec::new()).ok()?;
    match read {
        Ok(record) => (kind.keep)(record, bytes),
        Err(faults) => postcard::to_extend(faults, bytes).ok(),
    }
}

/// Returns what a file of a kind was read as, from its bytes; `None` for bytes of another kind, damaged or cut short.
///
/// What damage turns into another record or other faults is not seen here. The places of faults were in the text that
/// was read; in another they may be past its end.
pub fn of_bytes(kind: &Kind, bytes: &[u8]) -> Option<ReadRecord> {
    let ((folder, _, is_record), rest) = postcard::take_from_bytes::<Head<'_>>(bytes).ok()?;
    if folder != kind.folder {
        return None;
    }
    match is_record {
        true => (kind.kept)(rest).map(Ok),
        false => whole(rest).map(Err),
    }
}

/// Returns whether bytes are those of faults, so that the file is no record.
pub fn is_unreadable(bytes: &[u8]) -> bool {
    let head = postcard::take_from_bytes::<Head<'_>>(bytes);
    head.is_ok_and(|((_, _, is_record), _)| !is_record)
}

/// Returns the ids that a record refers to, each once, as its `references` spell them, without reading the record; none
/// for faults, and `None` for bytes that are damaged.
pub fn referred(bytes: &[u8]) -> Option<Vec<&str>> {
    let ((_, mut ids, _), _) = postcard::take_from_bytes::<Head<'_>>(bytes).ok()?;
    let mut referred = Vec::new();
    while !ids.is_empty() {
        let (id, rest) = postcard::take_from_bytes(ids).ok()?;
        referred.push(id);
        ids = rest;
    }
    Some(referred)
}

fn ids_of(record: &dyn Record) -> Option<Vec<u8>> {
    let references = record.references();
    let ids: BTreeSet<&str> = references.iter().map(|one| one.id.as_str()).collect();
    let mut ids = ids.into_iter();
    ids.try_fold(Vec::new(), |bytes, id| postcard::to_extend(id, bytes).ok())
}

/// Writes one record of a type behind some bytes; `None` for a record of another.
pub(super) fn keep_as<T: Record + Serialize>(
    record: &dyn Record,
    bytes: Vec<u8>,
) -> Option<Vec<u8>> {
    let record: &dyn Any = record;
    postcard::to_extend(record.downcast_ref::<T>()?, bytes).ok()
}

/// Reads bytes as one record of a type.
pub(super) fn kept_as<T: Record + DeserializeOwned>(bytes: &[u8]) -> Option<Box<dyn Record>> {
    whole::<T>(bytes).map(|record| Box::new(record) as Box<dyn Record>)
}

/// Reads bytes as one value and nothing after it.
fn whole<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Some(value),
        _ => None,
    }
}
