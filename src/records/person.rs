//! A person who works at the desk: who they are in git, what they may do, where and when they work.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Handle, word_of};
use super::{Kind, Naming, One, Record, Records, Reference, Shelving};
use crate::calendar::{Date, Week, Zone};

/// People: `people/<handle>.yaml`.
pub static KIND: Kind = Kind {
    name: "person",
    folder: "people",
    naming: Naming::Handle,
    shelving: Shelving::Flat,
    keys: &[
        "name",
        "emails",
        "roles",
        "level",
        "region",
        "time_zone",
        "skills",
        "manager",
        "time_off",
    ],
    schema: super::reading::schema_of::<Person>,
    read: super::reading::read_as::<Person>,
    keep: super::kept::keep_as::<Person>,
    kept: super::kept::kept_as::<Person>,
};

/// A person. Their handle is the name of the file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    #[serde(deserialize_with = "super::values::said")]
    #[schemars(length(min = 1))]
    pub name: String,
    /// Addresses they commit with; `git config user.email` is looked up here.
    pub emails: Vec<String>,
    pub roles: Vec<Role>,
    /// How far a Technical Architect is in their career.
    pub level: Option<Level>,
    pub region: Option<String>,
    /// IANA name, as `Europe/Berlin`.
    pub time_zone: Option<Zone>,
    #[serde(default)]
    pub skills: Vec<String>,
    /// Handle of the person they report to.
    pub manager: Option<Handle>,
    #[serde(default)]
    pub time_off: Vec<TimeOff>,
}

/// Days away, both ends included.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeOff {
    pub from: Date,
    pub to: Date,
    pub note: Option<String>,
}

/// The level of a Technical Architect (source document 001, levels).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Grade 6.
    Intermediate,
    /// Grade 7: also assesses the staffing of SOWs.
    Senior,
    /// Grade 8.
    Staff,
}

impl Level {
    /// Every level, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Intermediate, "intermediate"),
        (Self::Senior, "senior"),
        (Self::Staff, "staff"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// A role in an account team or around it (source document 003, account teams).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Solutions Architect.
    Sa,
    /// Technical Architect of Professional Services.
    Ta,
    /// May approve waivers.
    Manager,
    /// Account Executive.
    Ae,
    /// Strategic Account Executive.
    Sae,
    /// Area Sales Manager.
    Asm,
    /// Customer Success Manager.
    Csm,
    /// Sales Development Representative.
    Sdr,
    /// Ecosystem Sales Manager.
    Esm,
    /// Ecosystem Solutions Architect.
    Esa,
    /// Partner Account Manager.
    Pam,
    /// Partner Territory Manager.
    Ptm,
    /// Channel Account Manager.
    Cam,
    /// Engagement Manager.
    Em,
    /// Regional Delivery Manager.
    Rdm,
    /// Product Manager.
    Pm,
    /// Professional Services Engineer.
    Pse,
}

impl Role {
    /// Every role, with the word for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Sa, "sa"),
        (Self::Ta, "ta"),
        (Self::Manager, "manager"),
        (Self::Ae, "ae"),
        (Self::Sae, "sae"),
        (Self::Asm, "asm"),
        (Self::Csm, "csm"),
        (Self::Sdr, "sdr"),
        (Self::Esm, "esm"),
        (Self::Esa, "esa"),
        (Self::Pam, "pam"),
        (Self::Ptm, "ptm"),
        (Self::Cam, "cam"),
        (Self::Em, "em"),
        (Self::Rdm, "rdm"),
        (Self::Pm, "pm"),
        (Self::Pse, "pse"),
    ];

    /// Returns the word for the role, as records and the command line have it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

impl Person {
    /// Returns whether the person has a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Returns whether they are away on a day.
    pub fn is_off(&self, day: Date) -> bool {
        self.time_off
            .iter()
            .any(|away| (away.from..=away.to).contains(&day))
    }

    /// Returns the weekdays (Monday to Friday) of a week on which they are away.
    pub fn away_in(&self, week: Week) -> Vec<Date> {
        let days = week.weekdays().into_iter();
        days.filter(|day| self.is_off(*day)).collect()
    }

    /// Returns the last day they are away, where they are away on a day; time off that follows at once counts on.
    pub fn away_until(&self, day: Date) -> Option<Date> {
        let mut last = None;
        let mut next = day;
        while let Some(away) = self
            .time_off
            .iter()
            .find(|away| (away.from..=away.to).contains(&next))
        {
            last = Some(away.to);
            if next.plus_days(1) == next {
                break;
            }
            next = away.to.plus_days(1);
        }
        last
    }

    /// Returns whether an address is theirs; case does not count.
    pub fn answers_to(&self, email: &str) -> bool {
        self.emails
            .iter()
            .any(|own| own.eq_ignore_ascii_case(email))
    }
}

/// Returns whether the person of a handle has a role; nobody known has none.
pub fn has_role(records: &Records, handle: &str, role: Role) -> bool {
    let person: Option<One<'_, Person>> = records.get(&KIND, handle);
    person.is_some_and(|person| person.has(role))
}

/// Returns the time zone of the person of a handle, where it is known.
pub fn zone_of<'a>(records: &'a Records, handle: &str) -> Option<&'a Zone> {
    let person: One<'a, Person> = records.get(&KIND, handle)?;
    person.value().time_zone.as_ref()
}

/// Returns the first person, by handle, who commits with an address.
pub fn with_email<'a>(records: &'a Records, email: &str) -> Option<One<'a, Person>> {
    records
        .all::<Person>(&KIND)
        .find(|person| person.answers_to(email))
}

impl Record for Person {
    fn title(&self) -> String {
        self.name.clone()
    }

    fn owner(&self) -> Option<&Handle> {
        None
    }

    fn references(&self) -> Vec<Reference> {
        self.manager
            .iter()
            .map(|manager| Reference::new("manager", &KIND, manager))
            .collect()
    }

    fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_word_that_reads_back() {
        for (role, name) in Role::ALL {
            assert_eq!(serde_yaml::from_str::<Role>(name).ok(), Some(*role));
            assert_eq!(role.name(), *name);
        }
    }
}
