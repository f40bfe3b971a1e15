//! Items of a request as people type them: times and days to come, and people, into what the record says.

use crate::calendar::moment::{Clock, HOW_TO_COME, moment_to_come};
use crate::calendar::{Instant, spoken_date};
use crate::changes::record::Setting;
use crate::cli::desk::Scene;
use crate::cli::{Exit, Failure, find};
use crate::records::person::zone_of;
use crate::records::request::Item;
use crate::records::request::form::Takes;

/// Who types, and when.
#[derive(Clone, Copy)]
pub(super) struct Typist<'a> {
    pub scene: &'a Scene,
    /// Handle of who types; a time without a zone is of theirs.
    pub me: &'a str,
    pub now: Instant,
}

impl Typist<'_> {
    /// Replaces what was typed by what the record says, and returns how it was understood where that was open.
    ///
    /// # Errors
    /// It is no time, no day, or nobody of the desk.
    pub(super) fn take(&self, setting: &mut Setting) -> Result<Option<String>, Failure> {
        let Some(item) = Item::keyed(&setting.key) else {
            return Ok(None);
        };
        let text = setting.text.trim();
        if text.is_empty() || text.parse::<Instant>().is_ok() {
            return Ok(None);
        }
        let flag = item.flag();
        match item.takes() {
            Takes::Verbatim => Ok(None),
            Takes::Moment => {
                let clock = Clock {
                    now: self.now,
                    zone: zone_of(&self.scene.records, self.me),
                };
                let moment = moment_to_come(text, clock).map_err(|why| {
                    Failure::new(Exit::Misuse, format!("--{flag}: {why}"), HOW_TO_COME)
                })?;
                setting.text = moment.at.to_string();
                let title = item.title();
                Ok(moment.understood.map(|how| format!("{title}: {how}")))
            }
            Takes::Day => {
                let day = spoken_date(text, self.now.date()).map_err(|why| {
                    Failure::new(
                        Exit::Misuse,
                        format!("--{flag}: {why}"),
                        format!("write the day in full, as `--{flag} 2026-12-01`"),
                    )
                })?;
                let is_open = day.to_string() != text;
                setting.text = day.to_string();
                Ok(is_open.then(|| format!("{}: {}", item.title(), day.spoken())))
            }
            Takes::Person => {
                let found = find::handle(&self.scene.records, text);
                setting.text = found.map_err(|failure| Failure {
                    message: format!("--{flag}: {}", failure.message),
                    ..failure
                })?;
                Ok(None)
            }
        }
    }
}
