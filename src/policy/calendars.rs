//! The business calendars of a desk, and which of them a region goes by.

use std::collections::BTreeMap;

use super::Policy;
use crate::calendar::business::{BusinessCalendar, Hours};

/// The business calendars of a desk; there is at least one.
#[derive(Clone, Debug)]
pub struct Calendars {
    by_name: BTreeMap<String, BusinessCalendar>,
    /// The name of the calendar of each region.
    by_region: BTreeMap<String, String>,
    /// The name of the one for regions without a calendar.
    default: String,
}

/// Regions of the source documents, the calendar of each, and its zone, which is that of many of its people; the last is
/// the default one.
const REGIONS: [(&str, &str, &str); 3] = [
    ("AMER", "amer", "America/New_York"),
    ("APAC", "apac", "Australia/Sydney"),
    ("EMEA", "emea", "Europe/Berlin"),
];

impl Calendars {
    /// Returns the calendars, by name.
    pub fn all(&self) -> &BTreeMap<String, BusinessCalendar> {
        &self.by_name
    }

    /// Returns the name of the calendar that a region goes by, or of the one for all others.
    pub fn name_of(&self, region: Option<&str>) -> &str {
        let own = region.and_then(|region| self.by_region.get(region));
        own.unwrap_or(&self.default)
    }
}

impl Default for Calendars {
    /// Monday to Friday from 09:00 to 17:00 without holidays, in a zone of each region: regions are those of the
    /// handbook, which gives them no hours.
    fn default() -> Self {
        let nine_to_five = Hours {
            from: 9 * 60,
            to: 17 * 60,
        };
        let mut all = Self {
            by_name: BTreeMap::new(),
            by_region: BTreeMap::new(),
            default: String::new(),
        };
        for (region, name, zone) in REGIONS {
            let week = std::array::from_fn(|weekday| match weekday < 5 {
                true => vec![nine_to_five],
                false => Vec::new(),
            });
            let zone = zone.parse().expect("it is a zone of the database");
            let calendar = BusinessCalendar::new(name, zone, week, None);
            let calendar = calendar.expect("it is open on Mondays");
            all.by_name.insert(name.into(), calendar);
            all.by_region.insert(region.into(), name.into());
            all.default = name.into();
        }
        all
    }
}

impl Policy {
    /// Returns the business calendar of a region; for none, or one without a calendar, the default one.
    pub fn calendar_of(&self, region: Option<&str>) -> &BusinessCalendar {
        let all = &self.calendars.by_name;
        let own = all.get(self.calendars.name_of(region));
        own.or_else(|| all.values().next())
            .expect("a policy has a calendar")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_has_its_calendar_and_all_others_the_default_one() {
        let policy = Policy::default();
        for (region, name, zone) in [
            (Some("AMER"), "amer", "America/New_York"),
            (Some("APAC"), "apac", "Australia/Sydney"),
            (Some("EMEA"), "emea", "Europe/Berlin"),
            (Some("LATAM"), "emea", "Europe/Berlin"),
            (None, "emea", "Europe/Berlin"),
        ] {
            let calendar = policy.calendar_of(region);
            assert_eq!(calendar.name(), name);
            assert_eq!(calendar.zone().to_string(), zone);
            assert_eq!(calendar.day_seconds(), 8 * 3600);
        }
    }
}
