//! The keys of `desk.toml` that triage goes by: the rota, load, meetings, and which engagement model applies.

use super::Key;
use super::table::number;

/// Returns a key of a row of the routing table.
const fn of_row(
    path: &'static str,
    value: &'static str,
    default: &'static str,
    meaning: &'static str,
    example: &'static str,
) -> Key {
    number(path, value, default, meaning, example)
}

/// The keys of triage, in the order a policy is written.
pub(super) static KEYS: &[Key] = &[
    number(
        "triage.rota_weeks",
        "a whole number from 0 to 52",
        "`4`",
        "weeks, the current one among them, in which somebody is on triage in each region that has a rota; 0 asks for none",
        "[triage]\nrota_weeks = 4",
    ),
    number(
        "triage.open_requests",
        "a whole number from 1 to 1000",
        "`12`",
        "open requests one SA may have",
        "[triage]\nopen_requests = 12",
    ),
    number(
        "triage.open_opportunities",
        "a whole number from 1 to 1000",
        "`25`",
        "open opportunities one SA may answer for",
        "[triage]\nopen_opportunities = 25",
    ),
    number(
        "triage.sales_teams",
        "a whole number from 1 to 1000",
        "`2`",
        "sales teams one SA supports; pooled ones, of the segments `mid-market` and `smb`, do not count",
        "[triage]\nsales_teams = 2",
    ),
    number(
        "triage.minutes_between",
        "a whole number from 0 to 480",
        "`15`",
        "minutes between two meetings of one SA; with 0 they only may not overlap",
        "[triage]\nminutes_between = 15",
    ),
    number(
        "triage.meeting_minutes",
        "a whole number from 1 to 1440",
        "`60`",
        "minutes that a meeting lasts which does not say how long",
        "[triage]\nmeeting_minutes = 60",
    ),
    number(
        "triage.call",
        "a text",
        "`Friday 13:00 America/New_York`",
        "when the weekly triage call is, as the agenda says it",
        "[triage]\ncall = \"Friday 13:00 America/New_York\"",
    ),
    of_row(
        "routing.ROW.segment",
        "a segment, or a list of them",
        "any segment",
        "segments that the row is for; one row replaces all of the table below",
        "[routing.commercial]\nmodel = \"pooled\"\nsa = \"rota\"\nsegment = [\"mid-market\", \"smb\"]",
    ),
    of_row(
        "routing.ROW.region",
        "a region, or a list of them",
        "any region",
        "regions that the row is for",
        "[routing.apac]\nmodel = \"aligned\"\nsa = \"aligned\"\nregion = \"APAC\"",
    ),
    of_row(
        "routing.ROW.ae_role",
        "a role, or a list of them",
        "any role",
        "roles of the account executive that the row is for",
        "[routing.strategic]\nmodel = \"by-request\"\nsa = \"primary\"\nae_role = \"sae\"",
    ),
    of_row(
        "routing.ROW.template",
        "a template, or a list of them",
        "any template",
        "templates that the row is for",
        "[routing.audits]\nmodel = \"pooled\"\nsa = \"pool\"\ntemplate = \"vendor-security-assessment\"",
    ),
    of_row(
        "routing.ROW.model",
        "an engagement model",
        "none; it must be written",
        "the engagement model, as `sa triage route` names it",
        "[routing.apac]\nmodel = \"aligned\"\nsa = \"aligned\"",
    ),
    of_row(
        "routing.ROW.sa",
        "`aligned`, `primary`, `rota` or `pool`",
        "none; it must be written",
        "how an SA is proposed: the one most of the account executive's opportunities have, the primary SA of the opportunity, who is on triage, or anybody of the region",
        "[routing.apac]\nmodel = \"aligned\"\nsa = \"aligned\"",
    ),
    of_row(
        "routing.ROW.board",
        "a text",
        "the board of the region",
        "the board that the request belongs on",
        "[routing.apac]\nmodel = \"aligned\"\nsa = \"aligned\"\nboard = \"SA Triage Board APAC\"",
    ),
    of_row(
        "routing.ROW.target",
        "a text",
        "none is named",
        "name of the target for the time that applies; it is told and decides nothing",
        "[routing.strategic]\nmodel = \"by-request\"\nsa = \"primary\"\ntarget = \"allocation\"",
    ),
    of_row(
        "routing.ROW.note",
        "a text",
        "no note",
        "what to know besides, as where overflow goes",
        "[routing.emea]\nmodel = \"aligned\"\nsa = \"aligned\"\nnote = \"overflow: #emea-customer-success\"",
    ),
];
