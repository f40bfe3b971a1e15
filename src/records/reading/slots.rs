//! One record file of a desk: where it stands, and how its bytes become a record or faults.
//! Which file is which record is decided in `layout`.

use std::sync::OnceLock;

use super::File;
use crate::records::{Kind, Naming};
use crate::source::snapshot::{Content, Entry};
use crate::source::{EntryType, Fault, Snapshot, Source, Span, strict};

/// A record file, read when it is first asked for.
pub(super) struct Slot {
    pub(super) entry: Entry,
    pub(super) kind: &'static Kind,
    pub(super) id: String,
    pub(super) file: OnceLock<File>,
}

impl Slot {
    pub(super) fn new(entry: &Entry, kind: &'static Kind, id: String) -> Self {
        Self {
            entry: entry.clone(),
            kind,
            id,
            file: OnceLock::new(),
        }
    }

    pub(super) fn path(&self) -> &str {
        &self.entry.path
    }

    pub(super) fn is_unread(&self) -> bool {
        self.file.get().is_none()
    }

    /// Returns the bytes of the file, or why there are none.
    pub(super) fn bytes(&self, snapshot: &Snapshot) -> Result<Vec<u8>, Fault> {
        if let Some(fault) = not_a_file(&self.entry) {
            return Err(fault);
        }
        snapshot.read(&self.entry).map_err(|why| Fault {
            span: Span::default(),
            message: format!("cannot be read: {why}"),
            help: "mend the file's permissions, or take it back with `git checkout`".into(),
        })
    }

    /// Returns the file as it is in a snapshot that has it.
    pub(super) fn read(&self, snapshot: &Snapshot) -> File {
        let unreadable = |text: String, faults: Vec<Fault>| File {
            kind: self.kind,
            id: self.id.clone(),
            source: Source::shared(self.path(), text),
            faults,
            record: None,
            outline: OnceLock::new(),
        };
        let bytes = match self.bytes(snapshot) {
            Ok(bytes) => bytes,
            Err(fault) => return unreadable(String::new(), vec![fault]),
        };
        let given = strict::read(&bytes);
        if !given.faults.is_empty() {
            return unreadable(given.text, given.faults);
        }
        match (self.kind.read)(&given.text) {
            Err(mut faults) => {
                for fault in &mut faults {
                    say_where_it_is_said(self.kind, &given.text, fault);
                }
                unreadable(given.text, faults)
            }
            Ok(record) => File {
                record: Some(record),
                ..unreadable(given.text, Vec::new())
            },
        }
    }
}

/// Tells of a key that would repeat what the path or the history says already.
fn say_where_it_is_said(kind: &Kind, text: &str, fault: &mut Fault) {
    let is_top = fault.span.start == 0 || text[..fault.span.start].ends_with('\n');
    let key = fault.message.strip_prefix("unknown key ");
    let help = match key.filter(|_| is_top).unwrap_or_default() {
        "`id`" => "delete the line: the name of the file is the id",
        "`week`" | "`region`" if kind.naming == Naming::Week => {
            "delete the line: the name of the file is the week and the region"
        }
        "`kind`" => "delete the line: the folder says what kind of record it is",
        "`state`" | "`status`" if kind.keys.contains(&"history") => {
            "delete the line: the last entry of `history` is the state"
        }
        _ => return,
    };
    fault.help = help.into();
}

fn not_a_file(entry: &Entry) -> Option<Fault> {
    let (message, help) = match (entry.entry_type, &entry.content) {
        (EntryType::File, Content::Blob(_) | Content::Text(_)) => return None,
        (EntryType::Symlink, _) => (
            "is a symbolic link, and a record is a plain file".to_owned(),
            format!(
                "replace the link by the file: `rm {0} && git checkout -- {0}`, or copy the target there",
                entry.path
            ),
        ),
        (EntryType::Conflict, _) => (
            "is in conflict: a merge left more than one version of it".to_owned(),
            format!("choose or join the versions, then `git add {}`", entry.path),
        ),
    };
    Some(Fault {
        span: Span::default(),
        message,
        help,
    })
}
