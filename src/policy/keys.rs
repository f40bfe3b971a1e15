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
            ["schema", "name", "boards", "requests", "checks"]
        );
        assert_eq!(within("checks.CHECK"), ["level", "since"]);
        assert!(within("requests").contains(&"earliest_stage"));
    }
}
