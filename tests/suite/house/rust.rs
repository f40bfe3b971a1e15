//! A Rust file as the rules see it: its code, its comments and its texts apart from each other.
//! What the rules are is in the modules beside this one.

use std::iter::Peekable;
use std::str::CharIndices;

/// A Rust file under its path in the project.
pub(super) struct RustFile {
    pub(super) path: String,
    pub(super) text: String,
    /// The text with comments and what stands in quotes blanked; offsets are those of `text`.
    pub(super) code: String,
    /// The text with all but comments blanked.
    pub(super) comments: String,
    /// What stands in quotes, with the offset where it begins.
    pub(super) texts: Vec<(usize, String)>,
}

/// A function with a body.
pub(super) struct Function {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) lines: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Code,
    Comment,
    Text,
}

impl RustFile {
    /// Returns a file with its parts told apart.
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let (parts, texts) = parts(&text);
        let keep = |part: Part| -> String {
            let kept = text.char_indices().zip(&parts).map(|((_, c), own)| {
                match *own == part || c == '\n' {
                    true => c.to_string(),
                    false => " ".repeat(c.len_utf8()),
                }
            });
            kept.collect()
        };
        Self {
            path: path.into(),
            code: keep(Part::Code),
            comments: keep(Part::Comment),
            texts,
            text,
        }
    }

    /// Returns the place of an offset as people and editors write it.
    pub(super) fn at(&self, offset: usize) -> String {
        format!("{}:{}", self.path, self.line(offset))
    }

    /// Returns the folders and the file as modules: `src/checks/mod.rs` is `[checks]`.
    pub(super) fn module(&self) -> Vec<&str> {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let path = path.strip_suffix(".rs").unwrap_or(path);
        path.split('/')
            .filter(|part| !matches!(*part, "mod" | "lib" | "main"))
            .collect()
    }

    /// Returns where a word stands in the code, not as part of a longer one.
    pub(super) fn words<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let code = self.code.as_bytes();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        self.code
            .match_indices(word)
            .map(|(at, _)| at)
            .filter(move |at| {
                let after = code.get(at + word.len()).copied().unwrap_or(b' ');
                (*at == 0 || !is_name(code[at - 1])) && !is_name(after)
            })
    }

    /// Returns every function with a body.
    pub(super) fn functions(&self) -> Vec<Function> {
        let functions = self.words("fn").filter_map(|at| {
            let rest = &self.code[at + 2..];
            let name: String = rest
                .trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let body = rest.find(['{', ';'])?;
            if name.is_empty() || rest.as_bytes()[body] == b';' {
                return None;
            }
            let end = self.block_end(at + 2 + body)?;
            let line = self.line(at);
            Some(Function {
                name,
                line,
                lines: self.line(end) - line + 1,
            })
        });
        functions.collect()
    }

    /// Returns how many `mod name { }` of this file are around an offset.
    pub(super) fn inline_modules_around(&self, offset: usize) -> usize {
        self.words("mod")
            .filter(|at| {
                let rest = &self.code[at + 3..];
                let open = rest
                    .find(['{', ';'])
                    .filter(|i| rest[*i..].starts_with('{'));
                let around = open.and_then(|open| {
                    let open = at + 3 + open;
                    Some(open..self.block_end(open)?)
                });
                around.is_some_and(|range| range.contains(&offset))
            })
            .count()
    }

    fn line(&self, offset: usize) -> usize {
        self.text[..offset].matches('\n').count() + 1
    }

    fn block_end(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        for (at, byte) in self.code.bytes().enumerate().skip(open) {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }
}

type Characters<'a> = Peekable<CharIndices<'a>>;

/// Returns what each character is part of, and the texts.
fn parts(text: &str) -> (Vec<Part>, Vec<(usize, String)>) {
    let mut parts = Vec::new();
    let mut texts = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.peek().copied() {
        let tail = &text[at..];
        let (length, part) = if tail.starts_with("//") {
            (tail.find('\n').unwrap_or(tail.len()), Part::Comment)
        } else if tail.starts_with("/*") {
            (
                tail.find("*/").map_or(tail.len(), |end| end + 2),
                Part::Comment,
            )
        } else if let Some((open, close, length)) = quoted(tail, text[..at].chars().next_back()) {
            texts.push((at, tail[open..length - close].to_owned()));
            (length, Part::Text)
        } else {
            (c.len_utf8(), Part::Code)
        };
        take(&mut rest, at + length, |_| parts.push(part));
    }
    (parts, texts)
}

/// Returns the lengths of the opening quotes, of the closing ones and of the whole, if a text or a character begins here.
fn quoted(tail: &str, before: Option<char>) -> Option<(usize, usize, usize)> {
    let follows_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if let Some(raw) = tail.strip_prefix('r').filter(|_| !follows_name) {
        let hashes = raw.chars().take_while(|c| *c == '#').count();
        if raw[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = hashes + 2;
            let inner = tail[open..].find(&close)?;
            return Some((open, close.len(), open + inner + close.len()));
        }
    }
    let quote = tail.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut is_escaped = false;
    for (at, c) in tail.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == quote => return Some((1, 1, at + 1)),
            // One quote and a name is a lifetime.
            _ if quote == '\'' && at > 4 && !tail[1..].starts_with('\\') => return None,
            _ => {}
        }
        let is_lifetime = quote == '\'' && at == 1 && c != '\\';
        if is_lifetime && !tail[1 + c.len_utf8()..].starts_with('\'') {
            return None;
        }
    }
    None
}

fn take(rest: &mut Characters<'_>, end: usize, mut each: impl FnMut(char)) {
    while let Some((_, c)) = rest.next_if(|(at, _)| *at < end) {
        each(c);
    }
}

#[test]
fn code_comments_and_texts_are_told_apart() {
    let source = "fn a<'x>(c: char) -> &'x str {\n    // \"no { text\"\n    if c == '{' || c == '\\'' { return \"}\\\"{\"; }\n    r#\"raw \" { \"#\n}\nfn b();\nmod m { fn c() {} }\n";
    let file = RustFile::new("src/checks/some.rs", source);
    let functions: Vec<(String, usize, usize)> = file
        .functions()
        .into_iter()
        .map(|function| (function.name, function.line, function.lines))
        .collect();
    assert_eq!(functions, [("a".into(), 1, 5), ("c".into(), 7, 1)]);
    let texts: Vec<&str> = file.texts.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["{", "\\'", "}\\\"{", "raw \" { "]);
    assert!(file.comments.contains("no { text") && !file.code.contains("text"));
    assert_eq!(file.module(), ["checks", "some"]);
    let inner = source.find("fn c").expect("it is there");
    assert_eq!(file.inline_modules_around(inner), 1);
}
