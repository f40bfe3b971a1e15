//! One pass over a text that finds what YAML allows and a record does not: anchors, tags, duplicate keys and more.
//! Follows the token rules of libyaml, so that quotes, comments and block scalars are told apart; it builds no values.

mod lexeme;
mod refusal;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Fault, MOST_FAULTS, Span};

/// The most mappings and lists inside each other; the reader gives up at 128.
const DEEPEST: usize = 64;

/// What the whole text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    Nothing,
    Mapping,
    List,
    Scalar,
}

/// What the pass saw.
#[derive(Debug)]
pub(super) struct Scan {
    /// Syntax that no record may hold.
    pub(super) faults: Vec<Fault>,
    /// Duplicate keys; they hold only if the reader finds no error of syntax.
    pub(super) duplicates: Vec<Fault>,
    /// Nothing when the pass stopped early, because the text cannot be YAML.
    pub(super) root: Option<Root>,
}

/// Reads a text once, in time linear in its length, without recursion.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        line_start: 0,
        frames: Vec::new(),
        mappings: 0,
        keys: BTreeMap::new(),
        candidate: None,
        key_may_start: true,
        is_started: false,
        merge_line: None,
        root: Root::Nothing,
        progress: Progress::Reading,
        faults: Vec::new(),
        duplicates: Vec::new(),
    };
    scanner.run();
    Scan {
        faults: scanner.faults,
        duplicates: scanner.duplicates,
        root: (scanner.progress != Progress::Broken).then_some(scanner.root),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Reading,
    /// Enough is known.
    Done,
    /// The reader will refuse what stands here.
    Broken,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nest {
    BlockMap,
    BlockList,
    FlowMap,
    FlowList,
}

/// A mapping or list that is open at the place of reading.
#[derive(Clone, Copy, Debug)]
struct Frame {
    nest: Nest,
    column: usize,
    start: usize,
    line_start: usize,
    mapping: u32,
    /// In braces: the next node is a key.
    at_key: bool,
}

impl Frame {
    fn is_flow(&self) -> bool {
        matches!(self.nest, Nest::FlowMap | Nest::FlowList)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lexeme {
    Plain,
    Quoted,
    Collection,
}

/// A node that is a key if a colon follows it on its line.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    span: Span,
    line_start: usize,
    lexeme: Lexeme,
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    line_start: usize,
    frames: Vec<Frame>,
    mappings: u32,
    /// Offset of each key by its mapping and name.
    keys: BTreeMap<(u32, Cow<'a, str>), usize>,
    candidate: Option<Candidate>,
    key_may_start: bool,
    is_started: bool,
    merge_line: Option<usize>,
    root: Root,
    progress: Progress,
    faults: Vec<Fault>,
    duplicates: Vec<Fault>,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        while self.progress == Progress::Reading {
            self.skip_blanks();
            if self.at >= self.bytes.len() || self.progress != Progress::Reading {
                return;
            }
            if !self.in_flow() {
                self.close_deeper(self.column());
            }
            self.token();
            if self.faults.len() + self.duplicates.len() >= MOST_FAULTS {
                self.progress = Progress::Done;
            }
        }
    }

    fn token(&mut self) {
        let byte = self.bytes[self.at];
        let is_flow = self.in_flow();
        let ends_here = self.is_blank_at(self.at + 1);
        if self.column() == 0 && (byte == b'%' || self.is_document_mark()) {
            return self.document_token();
        }
        match byte {
            b'[' | b'{' => self.open_flow(),
            b']' | b'}' if is_flow => self.close_flow(),
            b',' if is_flow => self.next_in_flow(),
            b'-' if ends_here => self.dash(),
            b'?' if is_flow || ends_here => {
                let fault = (
                    "`?` begins a complex key",
                    "write a plain `key: value`, or put the text in quotes",
                );
                self.refuse(Span::new(self.at, self.at + 1), fault.0.into(), fault.1);
                self.progress = Progress::Done;
            }
            b':' if is_flow || ends_here => self.colon(),
            b'*' | b'&' => self.anchor(),
            b'!' => self.tag(),
            b'|' | b'>' if !is_flow => self.block_scalar(),
            b'\'' | b'"' => self.scalar(Lexeme::Quoted),
            b']' | b'}' | b',' | b'|' | b'>' | b'%' | b'@' | b'`' | b'\t' => {
                self.progress = Progress::Broken
            }
            _ => self.scalar(Lexeme::Plain),
        }
    }

    fn open_flow(&mut self) {
        if self
            .frames
            .last()
            .is_some_and(|frame| frame.nest == Nest::FlowMap && frame.at_key)
        {
            return self.refuse_collection_key(Span::new(self.at, self.at + 1));
        }
        let nest = match self.bytes[self.at] {
            b'{' => Nest::FlowMap,
            _ => Nest::FlowList,
        };
        self.push(nest, self.at, self.line_start);
        self.at += 1;
        self.key_may_start = true;
        self.candidate = None;
    }

    fn close_flow(&mut self) {
        self.at += 1;
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.key_may_start = false;
        self.candidate = Some(Candidate {
            span: Span::new(frame.start, self.at),
            line_start: frame.line_start,
            lexeme: Lexeme::Collection,
        });
    }

    fn next_in_flow(&mut self) {
        self.at += 1;
        self.key_may_start = true;
        self.candidate = None;
        if let Some(frame) = self.frames.last_mut() {
            frame.at_key = true;
        }
    }

    fn dash(&mut self) {
        if self.in_flow() {
            self.progress = Progress::Broken;
            return;
        }
        let column = self.column();
        if self.frames.last().is_none_or(|frame| frame.column < column) {
            self.push(Nest::BlockList, self.at, self.line_start);
        }
        self.at += 1;
        self.key_may_start = true;
        self.candidate = None;
    }

    fn colon(&mut self) {
        let candidate = self.candidate.take();
        let is_key = candidate.filter(|key| key.line_start == self.line_start);
        let start = is_key.map_or(self.at, |key| key.span.start);
        self.at += 1;
        if self.in_flow() {
            self.key_may_start = is_key.is_none();
            if let Some(frame) = self.frames.last_mut() {
                frame.at_key = false;
            }
            return;
        }
        self.key_may_start = is_key.is_none();
        let column = start - self.line_start;
        if self.frames.last().is_none_or(|frame| frame.column < column) {
            self.push(Nest::BlockMap, start, self.line_start);
        }
        let Some(key) = is_key else {
            return;
        };
        if key.lexeme == Lexeme::Collection {
            return self.refuse_collection_key(key.span);
        }
        let frame = self.frames.last().copied();
        if let Some(frame) =
            frame.filter(|frame| frame.nest == Nest::BlockMap && frame.column == column)
        {
            self.key(frame.mapping, key);
        }
    }

    fn scalar(&mut self, lexeme: Lexeme) {
        if self.frames.is_empty() {
            self.root = Root::Scalar;
        }
        let (start, line_start) = (self.at, self.line_start);
        let end = match lexeme {
            Lexeme::Quoted => self.quoted(),
            _ => self.plain(),
        };
        let candidate = Candidate {
            span: Span::new(start, end),
            line_start,
            lexeme,
        };
        self.candidate = Some(candidate);
        if let Some(frame) = self.frames.last_mut()
            && frame.nest == Nest::FlowMap
            && frame.at_key
            && self.progress == Progress::Reading
        {
            frame.at_key = false;
            let mapping = frame.mapping;
            self.key(mapping, candidate);
        }
    }

    fn block_scalar(&mut self) {
        if self.frames.is_empty() {
            self.root = Root::Scalar;
        }
        self.candidate = None;
        self.block_text();
        self.key_may_start = true;
    }

    fn push(&mut self, nest: Nest, start: usize, line_start: usize) {
        if self.frames.is_empty() {
            self.root = match nest {
                Nest::BlockMap | Nest::FlowMap => Root::Mapping,
                Nest::BlockList | Nest::FlowList => Root::List,
            };
        }
        if self.frames.len() == DEEPEST {
            self.refuse(
                Span::new(start, start + 1),
                format!("nested deeper than {DEEPEST} levels"),
                "flatten the mapping or list",
            );
            self.progress = Progress::Done;
            return;
        }
        self.mappings += 1;
        self.frames.push(Frame {
            nest,
            column: start - line_start,
            start,
            line_start,
            mapping: self.mappings,
            at_key: nest == Nest::FlowMap,
        });
    }

    fn close_deeper(&mut self, column: usize) {
        while self
            .frames
            .last()
            .is_some_and(|frame| !frame.is_flow() && frame.column > column)
        {
            self.frames.pop();
        }
    }
}
