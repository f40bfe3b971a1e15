//! The keys of `desk.toml` that say what must have happened by when.

use super::Key;

/// What holds without the key.
const OWN: &str = "as the source documents have it, below";

/// These keys, in the order a policy is written.
pub(super) static KEYS: &[Key] = &[
    Key {
        path: "sla.TARGET.on",
        value: "a subject",
        default: OWN,
        meaning: "what the target is about; a name that is not below is a target of the desk's own",
        example: "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\n",
    },
    Key {
        path: "sla.TARGET.of",
        value: "the name of a target",
        default: "none",
        meaning: "the target it is an exception to, with whose events it runs; the most specific of both holds",
        example: "[sla.callback-emea]\nof = \"first-activity\"\nregion = \"EMEA\"\nflag = \"pov\"\nwithin = \"4 hours\"",
    },
    Key {
        path: "sla.TARGET.template",
        value: "one or a list of templates",
        default: OWN,
        meaning: "the templates of requests it holds for; for all without it",
        example: "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\ntemplate = \"follow-up\"",
    },
    Key {
        path: "sla.TARGET.flag",
        value: "one or a list of flags",
        default: OWN,
        meaning: "the flags of requests it holds for, any of them",
        example: "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\nflag = \"pov\"",
    },
    Key {
        path: "sla.TARGET.segment",
        value: "one or a list of segments",
        default: OWN,
        meaning: "the segments of accounts it holds for",
        example: "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\nsegment = [\"enterprise\", \"smb\"]",
    },
    Key {
        path: "sla.TARGET.region",
        value: "one or a list of regions",
        default: OWN,
        meaning: "the regions it holds for",
        example: "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\nregion = \"EMEA\"",
    },
    Key {
        path: "sla.TARGET.within",
        value: "a duration",
        default: OWN,
        meaning: "the time there is from the start",
        example: "[sla.first-activity]\nwithin = \"24 hours\"",
    },
    Key {
        path: "sla.TARGET.before",
        value: "a duration by the clock",
        default: OWN,
        meaning: "instead: how long before the day it is for",
        example: "[sla.callback]\non = \"request\"\nbefore = \"24 hours\"\nstart = \"open\"\nstop = \"closed\"",
    },
    Key {
        path: "sla.TARGET.ahead",
        value: "a duration",
        default: OWN,
        meaning: "instead: how long before it takes place it is asked for",
        example: "[sla.on-site-notice]\nahead = \"2 weeks\"",
    },
    Key {
        path: "sla.TARGET.ideal",
        value: "a duration",
        default: OWN,
        meaning: "beside `ahead`: how long is wished for",
        example: "[sla.on-site-notice]\nahead = \"1 week\"\nideal = \"2 weeks\"",
    },
    Key {
        path: "sla.TARGET.warn",
        value: "a duration",
        default: OWN,
        meaning: "how long before it is due people are warned",
        example: "[sla.first-activity]\nwarn = \"4 hours\"",
    },
    Key {
        path: "sla.TARGET.start",
        value: "one or a list of events",
        default: OWN,
        meaning: "what starts its clock",
        example: "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\n",
    },
    Key {
        path: "sla.TARGET.stop",
        value: "one or a list of events",
        default: OWN,
        meaning: "what is to happen in time",
        example: "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\n",
    },
    Key {
        path: "sla.TARGET.pause",
        value: "one or a list of events",
        default: OWN,
        meaning: "the states in which it stands still",
        example: "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\npause = \"waiting\"",
    },
    Key {
        path: "sla.TARGET.restart",
        value: "one or a list of events",
        default: OWN,
        meaning: "what starts it anew once it has stopped",
        example: "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\nrestart = \"open\"",
    },
    Key {
        path: "sla.TARGET.cancel",
        value: "one or a list of events",
        default: OWN,
        meaning: "what ends it without having been met",
        example: "[sla.callback]\non = \"request\"\nwithin = \"4 hours\"\nstart = \"open\"\nstop = \"triaged\"\ncancel = \"declined\"",
    },
    Key {
        path: "sla.TARGET.tell",
        value: "one or a list of people",
        default: OWN,
        meaning: "who is told that it runs out",
        example: "[sla.first-activity]\ntell = [\"owner\", \"manager\"]",
    },
    Key {
        path: "sla.TARGET.stops_when_away",
        value: "`true` or `false`",
        default: "`false`",
        meaning: "whether business time stands still on the days that who answers for it has off, by their `time_off`",
        example: "[sla.ta-review]\nstops_when_away = true",
    },
    Key {
        path: "sla.TARGET.source",
        value: "a text",
        default: OWN,
        meaning: "who agreed to it",
        example: "[sla.first-activity]\nsource = \"agreed with sales on 2026-11-02\"",
    },
    Key {
        path: "sla.TARGET.off",
        value: "true or false",
        default: "`false`",
        meaning: "whether the target does not hold at this desk",
        example: "[sla.first-activity-expedited]\noff = true",
    },
];
