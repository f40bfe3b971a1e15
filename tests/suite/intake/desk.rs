//! The desk that requests are taken in to: Sam's own, with Dana's customers and their opportunities.
//! What must come of taking one in is said by the tests.

use crate::outcome::Outcome;
use crate::sandbox::Sandbox;

/// Who works here, besides Sam, and for whom: path and text of each record.
const RECORDS: &[(&str, &str)] = &[
    (
        "people/dana.yaml",
        "name: Dana Ruiz\nemails: [dana@example.com]\nroles: [sae]\nregion: EMEA\n",
    ),
    (
        "accounts/northwind-freight.yaml",
        "name: Northwind Freight\naliases: [Northwind]\nowner: dana\nsolutions_architect: sam\nregion: EMEA\n",
    ),
    (
        "accounts/halden-energi.yaml",
        "name: Halden Energi AS\naliases: [Halden]\nowner: dana\nsolutions_architect: sam\nregion: EMEA\n",
    ),
    (
        "accounts/leman.yaml",
        "name: Caisse Régionale du Léman\nowner: dana\nsolutions_architect: sam\nregion: EMEA\n",
    ),
    (
        "accounts/kestrel-robotics.yaml",
        "name: Kestrel Robotics\nowner: dana\nsolutions_architect: sam\nregion: AMER\n",
    ),
    (
        "accounts/kestrel-holding.yaml",
        "name: Kestrel Holding\nowner: dana\nsolutions_architect: sam\nregion: AMER\n",
    ),
    (
        "opportunities/OPP-7H3J5K9M.yaml",
        "name: Platform\naccount: northwind-freight\nsfdc_id: 0064M00000XyZ12QAF\nowner: dana\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\nregion: EMEA\n",
    ),
    (
        "opportunities/OPP-1A1A1A1A.yaml",
        "name: Caching\naccount: halden-energi\nsfdc_id: 0064M00000AbC34QAH\nowner: dana\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 1-Discovery}]\nregion: EMEA\n",
    ),
    (
        "opportunities/OPP-2B2B2B2B.yaml",
        "name: Security\naccount: leman\nsfdc_id: 0064M00000DeF56QAI\nowner: dana\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\nregion: EMEA\n",
    ),
    (
        "opportunities/OPP-3C3C3C3C.yaml",
        "name: Firmware\naccount: kestrel-robotics\nsfdc_id: 0064M00000GhI78QAK\nowner: dana\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\nregion: AMER\n",
    ),
    (
        "opportunities/OPP-4D4D4D4D.yaml",
        "name: Group\naccount: kestrel-holding\nsfdc_id: 0064M00000GhI79QAK\nowner: dana\nprimary_sa: [{at: 2026-10-01T09:00:00Z, by: dana, who: sam}]\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\nregion: AMER\n",
    ),
];

/// Returns a desk begun by `sa init`, without requests, with all its records committed.
pub(crate) fn desk_of_customers() -> Sandbox {
    let sandbox = Sandbox::empty();
    in_text(sandbox.run(&["sa", "init"])).ok();
    for (path, text) in RECORDS {
        sandbox.put(path, text);
    }
    sandbox.git(&["add", "-A"]).ok();
    let message = "desk: people and customers";
    sandbox.git(&["commit", "-qm", message]).ok();
    sandbox
}

/// Holds that a program printed nothing but text: bytes that are none come as U+FFFD.
#[track_caller]
pub(crate) fn in_text(outcome: Outcome) -> Outcome {
    for stream in [&outcome.stdout, &outcome.stderr] {
        assert!(!stream.contains('\u{FFFD}'), "{outcome}");
    }
    outcome
}
