//! What judging single commits came to, kept by their ids: a commit never says anything else.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::sealed::{DIGEST, opened, seal};
use super::written::FORMAT;
use crate::checks::{CHECKS, place_of};
use crate::records::kept;
use crate::source::Blobs;
use crate::source::snapshot::at_hand;

/// Commits that are kept; of more, those longest not asked for go.
const MOST: usize = 1 << 14;

/// Single commits as they were judged.
pub struct Commits {
    blobs: Arc<dyn Blobs>,
    /// The checks that would have refused each, by place, under its id; how many runs ago it was asked for last.
    known: BTreeMap<String, (Vec<u8>, u32)>,
    is_changed: bool,
}

/// The bytes behind their digest.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    #[serde(borrow)]
    format: &'a str,
    commits: Vec<(&'a str, &'a [u8], u32)>,
}

impl Commits {
    /// Returns what earlier runs kept.
    pub fn kept(blobs: &Arc<dyn Blobs>) -> Self {
        let bytes = blobs.kept(&name()).and_then(|kept| kept.read_from(0));
        let known = bytes.as_deref().and_then(read).unwrap_or_default();
        Self {
            blobs: Arc::clone(blobs),
            known,
            is_changed: false,
        }
    }

    /// Returns the checks that would have refused a commit, where it was judged before.
    pub fn refusing(&mut self, id: &str) -> Option<Vec<&'static str>> {
        let (checks, age) = self.known.get_mut(id)?;
        *age = 0;
        let checks = checks.iter().map(|place| CHECKS.get(usize::from(*place)));
        checks.map(|check| Some(check?.name)).collect()
    }

    /// Adds a commit with the checks that would have refused it.
    pub fn add<'c>(&mut self, id: &str, checks: impl Iterator<Item = &'c str>) {
        let places = checks.map(|name| u8::try_from(place_of(name)?).ok());
        let places: Option<Vec<u8>> = places.collect();
        if let Some(places) = places {
            self.known.insert(id.to_owned(), (places, 0));
            self.is_changed = true;
        }
    }

    /// Keeps them for later runs.
    pub fn keep(self) {
        if !self.is_changed {
            return;
        }
        let commits = self.known.iter();
        let mut commits: Vec<(&str, &[u8], u32)> = commits
            .map(|(id, (checks, age))| (id.as_str(), checks.as_slice(), age.saturating_add(1)))
            .collect();
        commits.sort_by_key(|(.., age)| *age);
        commits.truncate(MOST);
        let written = Written {
            format: FORMAT,
            commits,
        };
        let mut bytes = postcard::to_extend(&written, vec![0; DIGEST]).expect("it is plain data");
        seal(&mut bytes);
        self.blobs.keep(&name(), &mut at_hand([&bytes[..]]));
    }
}

fn read(bytes: &[u8]) -> Option<BTreeMap<String, (Vec<u8>, u32)>> {
    let written: Written<'_> = postcard::from_bytes(opened(bytes)?).ok()?;
    let commits = written.commits.into_iter();
    let known = commits.map(|(id, checks, age)| (id.to_owned(), (checks.to_vec(), age)));
    (written.format == FORMAT).then(|| known.collect())
}

fn name() -> String {
    format!("{}/commits", kept::FORMAT)
}
