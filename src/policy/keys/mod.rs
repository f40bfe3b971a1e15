//! The keys of `desk.toml`: what each may say, what holds without it, and what it is for.
//! How they are read lives in `written`.

/// A key of the policy.
pub struct Key {
    /// Its path; a part in capitals stands for any of its sort: `checks.CHECK.level`.
    pub path: &'static str,
    /// What it may say.
    pub value: &'static str,
    /// What holds where it is not written.
    pub default: &'static str,
    /// What it is for, in one line.
    pub meaning: &'static str,
    /// A policy that has it.
    pub example: &'static str,
}

/// Returns the key of a number.
const fn number(
    path: &'static str,
    value: &'static str,
    default: &'static str,
    meaning: &'static str,
    example: &'static str,
) -> Key {
    Key {
        path,
        value,
        default,
        meaning,
        example,
    }
}

/// Every key, in the order a policy is written.
pub static KEYS: &[Key] = &[
    Key {
        path: "schema",
        value: "a whole number",
        default: "none; it must be written",
        meaning: "number of the format of the file; a higher one than the programs know is refused",
        example: "schema = 1",
    },
    Key {
        path: "name",
        value: "a text",
        default: "`Presales desk`",
        meaning: "what the desk is called on boards that show all regions",
        example: "name = \"Presales desk\"",
    },
    Key {
        path: "boards.REGION",
        value: "a text",
        default: "`AMER`, `EMEA` and `APAC`, each with `SA Triage Board REGION`",
        meaning: "a region, and the title of its triage board; one line replaces all three",
        example: "[boards]\nEMEA = \"SA Triage Board EMEA\"",
    },
    Key {
        path: "requests.sentence_words",
        value: "a whole number from 1 to 100",
        default: "`4`",
        meaning: "the least number of words in Why Now and Identified Pain",
        example: "[requests]\nsentence_words = 4",
    },
    Key {
        path: "requests.earliest_stage",
        value: "a stage",
        default: "any stage",
        meaning: "the stage of the opportunity from which an SA is engaged",
        example: "[requests]\nearliest_stage = \"2-Scoping\"",
    },
    Key {
        path: "requests.required.TEMPLATE",
        value: "a list of items",
        default: "the items of the template, below",
        meaning: "the items a request of the template needs before an SA engages",
        example: "[requests.required]\nfollow-up = [\"customer\", \"sa_asks\"]",
    },
    Key {
        path: "requests.labels.STATE",
        value: "a text",
        default: "the label of the state, in lifecycles.md",
        meaning: "the label shown for the state",
        example: "[requests.labels]\ndoing = \"SA Doing\"",
    },
    number(
        "fiscal_year.first_month",
        "a whole number from 1 to 12",
        "`2`",
        "the month a fiscal year begins in; the year is named by the one it ends in",
        "[fiscal_year]\nfirst_month = 2",
    ),
    number(
        "opportunities.tech_eval_start_days",
        "a whole number from 0 to 365",
        "`7`",
        "days in stage 3 after which tech-eval-not-started fires",
        "[opportunities]\ntech_eval_start_days = 7",
    ),
    number(
        "opportunities.tech_eval_amount",
        "a whole number from 0 to 1000000000",
        "`20000`",
        "Net ARR from which tech-eval-not-started fires, in whole units, whatever the currency",
        "[opportunities]\ntech_eval_amount = 20000",
    ),
    number(
        "opportunities.tech_eval_stalled_days",
        "a whole number from 1 to 365",
        "`14`",
        "days without an evaluation activity after which tech-eval-stalled fires",
        "[opportunities]\ntech_eval_stalled_days = 14",
    ),
    number(
        "opportunities.feasibility_amount.enterprise",
        "a whole number from 0 to 1000000000",
        "`100000`",
        "Net ARR above which feasibility-not-rated fires in this segment",
        "[opportunities.feasibility_amount]\nenterprise = 100000",
    ),
    number(
        "opportunities.feasibility_amount.mid-market",
        "a whole number from 0 to 1000000000",
        "`50000`",
        "Net ARR above which feasibility-not-rated fires in this segment",
        "[opportunities.feasibility_amount]\nmid-market = 50000",
    ),
    number(
        "opportunities.feasibility_amount.smb",
        "a whole number from 0 to 1000000000",
        "`50000`",
        "Net ARR above which feasibility-not-rated fires in this segment",
        "[opportunities.feasibility_amount]\nsmb = 50000",
    ),
    number(
        "opportunities.feasibility_amount.public-sector",
        "a whole number from 0 to 1000000000",
        "`100000`",
        "Net ARR above which feasibility-not-rated fires in this segment",
        "[opportunities.feasibility_amount]\npublic-sector = 100000",
    ),
    number(
        "opportunities.feasibility_review_days",
        "a whole number from 1 to 365",
        "`7`",
        "days after which a rating is reviewed again",
        "[opportunities]\nfeasibility_review_days = 7",
    ),
    number(
        "opportunities.close_date_pushes",
        "a whole number from 0 to 100",
        "`3`",
        "times a close date may be pushed out before close-date-pushed fires",
        "[opportunities]\nclose_date_pushes = 3",
    ),
    number(
        "povs.days.guided",
        "a whole number from 1 to 1000",
        "`45`",
        "days a POV of this type may last",
        "[povs.days]\nguided = 45",
    ),
    number(
        "povs.days.lite",
        "a whole number from 1 to 1000",
        "`30`",
        "days a POV of this type may last",
        "[povs.days]\nlite = 30",
    ),
    number(
        "povs.days.on-site",
        "a whole number from 1 to 1000",
        "`7`",
        "days a POV of this type may last",
        "[povs.days]\non-site = 7",
    ),
    number(
        "povs.days.paid",
        "a whole number from 1 to 1000",
        "`180`",
        "days a POV of this type may last",
        "[povs.days]\npaid = 180",
    ),
    number(
        "povs.extended_days",
        "a whole number from 1 to 1000",
        "`60`",
        "days an extended POV may last in all, where its type allows less",
        "[povs]\nextended_days = 60",
    ),
    number(
        "povs.criteria",
        "a whole number from 1 to 50",
        "`5`",
        "success criteria a POV may have",
        "[povs]\ncriteria = 5",
    ),
    number(
        "activities.log_weekdays",
        "a whole number from 0 to 60",
        "`2`",
        "weekdays (Monday to Friday) within which an activity is logged",
        "[activities]\nlog_weekdays = 2",
    ),
    number(
        "activities.sas_on_call",
        "a whole number from 1 to 50",
        "`2`",
        "SAs on one client-facing call",
        "[activities]\nsas_on_call = 2",
    ),
    number(
        "activities.on_site_days",
        "a whole number from 0 to 365",
        "`7`",
        "days between arranging a visit on site and the visit",
        "[activities]\non_site_days = 7",
    ),
    Key {
        path: "currencies.CODE",
        value: "a whole number from 1 to 1000000",
        default: "`1`",
        meaning: "how many units of a currency make one unit of the amounts above",
        example: "[currencies]\nJPY = 150",
    },
    Key {
        path: "checks.CHECK.level",
        value: "`error`, `warning` or `off`",
        default: "the level of the check, in checks.md",
        meaning: "whether its findings refuse a change, are shown, or are not looked for",
        example: "[checks.not-a-sentence]\nlevel = \"error\"",
    },
    Key {
        path: "checks.CHECK.since",
        value: "a date",
        default: "no date",
        meaning: "the day the check begins: records made before it are exempt",
        example: "[checks.not-a-sentence]\nsince = 2026-12-01",
    },
];

/// Returns the keys that may stand directly in a table, as `requests`; the empty path is the top of the file.
pub(super) fn within(table: &str) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for key in KEYS {
        let rest = match table {
            "" => Some(key.path),
            table => key
                .path
                .strip_prefix(table)
                .and_then(|rest| rest.strip_prefix('.')),
        };
        let name = rest.and_then(|rest| rest.split('.').next());
        names.extend(name.filter(|name| !names.contains(name)));
    }
    names
}

/// Returns "did you mean `x`? ..." where one of the words is near, and all of them.
pub(super) fn offer(said: &str, words: &[&str]) -> String {
    let all = words.join(", ");
    let near = words
        .iter()
        .map(|word| (strsim::damerau_levenshtein(said, word), word))
        .min()
        .filter(|(distance, word)| *distance <= 1 + word.len() / 3);
    match near {
        Some((_, word)) => format!("did you mean `{word}`? it is one of: {all}"),
        None => format!("use one of: {all}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;
    use crate::source::Source;

    #[test]
    fn every_key_is_read_where_it_stands() {
        for key in KEYS {
            let schema = match key.path {
                "schema" => "",
                _ => "schema = 1\n",
            };
            let source = Source::shared("desk.toml", format!("{schema}{}\n", key.example));
            let policy = Policy::read(&source, &["not-a-sentence"].into())
                .unwrap_or_else(|why| panic!("{}: {why:?}", key.path));
            let parts = key.path.split('.').count();
            let is_placed = |path: &String| path.split('.').count() == parts;
            assert!(policy.places.keys().any(is_placed), "{}", key.path);
        }
    }

    #[test]
    fn keys_are_known_by_the_table_they_stand_in() {
        assert_eq!(
            within(""),
            [
                "schema",
                "name",
                "boards",
                "requests",
                "fiscal_year",
                "opportunities",
                "povs",
                "activities",
                "currencies",
                "checks"
            ]
        );
        assert_eq!(within("checks.CHECK"), ["level", "since"]);
        assert!(within("requests").contains(&"earliest_stage"));
    }
}
