//! The keys of the tables `[calendars.*]`.

use super::Key;

/// Every key of a calendar, in the order it is written.
pub(super) static KEYS: &[Key] = &[
    Key {
        path: "calendars.NAME.zone",
        value: "a time zone",
        default: "none; it must be written",
        meaning: "whose clocks the calendar goes by; one table replaces the calendars of all regions",
        example: "[calendars.emea]\nzone = \"Europe/Berlin\"",
    },
    Key {
        path: "calendars.NAME.regions",
        value: "a list of regions",
        default: "no region",
        meaning: "the regions that go by it",
        example: "[calendars.emea]\nzone = \"Europe/Berlin\"\nregions = [\"EMEA\"]",
    },
    Key {
        path: "calendars.NAME.open.DAYS",
        value: "a list of hours, up to `24:00`",
        default: "Monday to Friday from 09:00 to 17:00",
        meaning: "the hours of a day (`mon` to `sun`) or of several (`mon-fri`) that are business time",
        example: "[calendars.emea]\nzone = \"Europe/Berlin\"\nopen = { mon-fri = [\"09:00-12:30\", \"13:30-17:00\"] }",
    },
    Key {
        path: "calendars.NAME.day",
        value: "hours or minutes",
        default: "the open hours of the day of the week that has the most",
        meaning: "the business time that makes one business day",
        example: "[calendars.emea]\nzone = \"Europe/Berlin\"\nday = \"8 hours\"",
    },
    Key {
        path: "calendars.NAME.default",
        value: "`true` or `false`",
        default: "`emea` without any calendar in the policy, else the first by name",
        meaning: "whether it is the one for regions that have none, and for what has no region",
        example: "[calendars.emea]\nzone = \"Europe/Berlin\"\ndefault = true",
    },
    Key {
        path: "calendars.NAME.holidays.name",
        value: "a text",
        default: "none; it must be written",
        meaning: "what a holiday is called where time is explained",
        example: "[calendars.emea]\nzone = \"Europe/Berlin\"\nholidays = [{ name = \"Christmas Day\", on = \"12-25\" }]",
    },
    Key {
        path: "calendars.NAME.holidays.on",
        value: "`12-25`, `first monday of september`, `easter - 2` or a date",
        default: "none; it must be written",
        meaning: "the day of a holiday, every year or once",
        example: "[calendars.emea]\nzone = \"Europe/Berlin\"\nholidays = [{ name = \"Good Friday\", on = \"easter - 2\" }]",
    },
    Key {
        path: "calendars.NAME.holidays.until",
        value: "a date",
        default: "one day",
        meaning: "the last day of a holiday that is on a date",
        example: "[calendars.emea]\nzone = \"Europe/Berlin\"\nholidays = [{ name = \"Shutdown\", on = \"2026-12-28\", until = \"2026-12-31\" }]",
    },
    Key {
        path: "calendars.NAME.holidays.observed",
        value: "`nearest weekday` or `next monday`",
        default: "no other day",
        meaning: "the day that is a holiday too when it is on a Saturday or a Sunday; a Monday that is one already leaves the next weekday",
        example: "[calendars.amer]\nzone = \"America/New_York\"\nholidays = [{ name = \"Independence Day\", on = \"07-04\", observed = \"nearest weekday\" }]",
    },
    Key {
        path: "calendars.NAME.files",
        value: "a list of iCalendar files in `calendars/`",
        default: "no file",
        meaning: "files of the desk whose events are holidays, at the same revision as the policy",
        example: "[calendars.emea]\nzone = \"Europe/Berlin\"\nfiles = [\"calendars/de.ics\"]",
    },
];
