//! One record file of a desk: where it stands, and how its bytes become a record or faults when it is first asked for.
//! Which file is which record is decided in `layout`.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use smol_str::SmolStr;

use super::One;
use super::home::{Home, blob_of};
use crate::records::{Kind, Naming, Record};
use crate::source::place::Outline;
use crate::source::snapshot::{Content, Entry};
use crate::source::{EntryType, Fault, Source, Span, strict};

/// One file that is meant to be a record, readable or not; it is read when it is first asked for.
pub struct File {
    pub kind: &'static Kind,
    /// The id its name gives, in its canonical spelling.
    pub id: SmolStr,
    pub(super) entry: Entry,
    home: Arc<Home>,
    read: OnceLock<Read>,
    text: Mutex<Text>,
}

/// What is held of a file beside its record: most are never shown.
#[derive(Default)]
enum Text {
    #[default]
    Nothing,
    /// Its bytes from being read to being kept, so that git is asked for them once.
    Parsed(Box<[u8]>),
    /// What somebody else may hold.
    Shown(Weak<Source>),
}

/// What a file came to: a record, or what keeps it from being one.
pub(super) type Read = Result<Box<dyn Record>, Vec<Fault>>;

impl File {
    pub(super) fn new(entry: Entry, kind: &'static Kind, id: String, home: &Arc<Home>) -> Self {
        Self {
            kind,
            id: id.into(),
            entry,
            home: Arc::clone(home),
            read: OnceLock::new(),
            text: Mutex::default(),
        }
    }

    /// Returns its path in the desk.
    pub fn path(&self) -> &str {
        &self.entry.path
    }

    /// Returns its text, which is read again where nobody holds it any more; that of a file without text is empty.
    pub fn source(&self) -> Arc<Source> {
        if let Text::Shown(source) = &*self.lock()
            && let Some(source) = source.upgrade()
        {
            return source;
        }
        let text = self.bytes().map(|bytes| strict::read(&bytes).text);
        let source = Source::shared(self.path(), text.unwrap_or_default());
        let mut held = self.lock();
        if !matches!(*held, Text::Parsed(_)) {
            *held = Text::Shown(Arc::downgrade(&source));
        }
        source
    }

    /// Returns the places of its keys and values.
    pub fn outline(&self) -> Outline {
        Outline::of(&self.source().text)
    }

    /// Returns what keeps it from being read; nothing for a readable record.
    pub fn faults(&self) -> &[Fault] {
        match self.read() {
            Ok(_) => &[],
            Err(faults) => faults,
        }
    }

    /// Returns the record, unless it is unreadable.
    pub fn record(&self) -> Option<&dyn Record> {
        self.read().as_deref().ok()
    }

    /// Returns the record as a value of its kind, unless it is unreadable or of another kind.
    pub fn as_one<T: Record>(&self) -> Option<One<'_, T>> {
        let record: &dyn std::any::Any = self.record()?;
        record.downcast_ref().map(|value| One::new(self, value))
    }

    /// Returns whether its bytes can be had, if it is a file that has any: what is refused today may be there tomorrow.
    pub fn is_at_hand(&self) -> bool {
        not_a_file(&self.entry).is_some() || self.bytes().is_ok()
    }

    pub(super) fn is_read(&self) -> bool {
        self.read.get().is_some()
    }

    pub(super) fn read(&self) -> &Read {
        self.read
            .get_or_init(|| self.kept().unwrap_or_else(|| self.parse()))
    }

    /// Returns what an earlier run read it as, where that is at hand.
    fn kept(&self) -> Option<Read> {
        let pack = self.home.pack_at_hand()?;
        pack.read(self.kind, &blob_of(self)?)
    }

    fn parse(&self) -> Read {
        let bytes = self.bytes().map_err(|fault| vec![fault])?;
        let given = strict::read(&bytes);
        *self.lock() = Text::Parsed(bytes.into());
        if !given.faults.is_empty() {
            return Err(given.faults);
        }
        (self.kind.read)(&given.text).map_err(|mut faults| {
            for fault in &mut faults {
                say_where_it_is_said(self.kind, &given.text, fault);
            }
            faults
        })
    }

    fn lock(&self) -> MutexGuard<'_, Text> {
        self.text.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns its bytes and lets go of those that it held; nothing where they cannot be had.
    pub(super) fn take_bytes(&self) -> Option<Vec<u8>> {
        match std::mem::take(&mut *self.lock()) {
            Text::Parsed(bytes) => return Some(bytes.into()),
            Text::Nothing | Text::Shown(_) => {}
        }
        self.bytes().ok()
    }

    /// Returns its bytes, or why there are none.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Fault> {
        if let Some(fault) = not_a_file(&self.entry) {
            return Err(fault);
        }
        if let Text::Parsed(bytes) = &*self.lock() {
            return Ok(bytes.to_vec());
        }
        if let Some(text) = blob_of(self).and_then(|blob| self.home.text(&blob)) {
            return Ok(text);
        }
        self.home.read(&self.entry).map_err(|why| Fault {
            span: Span::default(),
            message: format!("cannot be read: {why}"),
            help: "mend the file's permissions, or take it back with `git checkout`".into(),
        })
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
