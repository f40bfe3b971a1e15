//! The keys of `desk.toml`: what each may say, what holds without it, and what it is for.
//! How they are read lives in `written`.

mod calendars;
mod sla;
mod table;
mod triage;

/// The tables of keys, in the order a policy is written.
static TABLES: &[&[Key]] = &[table::KEYS, calendars::KEYS, sla::KEYS, triage::KEYS];

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

/// Returns every key, in the order a policy is written.
pub fn all() -> impl Iterator<Item = &'static Key> {
    TABLES.iter().copied().flatten()
}

/// Returns the keys that may stand directly in a table, as `requests`; the empty path is the top of the file.
pub(super) fn within(table: &str) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for key in all() {
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

/// Returns where what a key said stands now, for keys of earlier policies.
pub(super) fn moved(path: &str) -> Option<&'static str> {
    let moved = [
        ("activities.on_site_days", "ahead` in `[sla.on-site-notice]"),
        ("sows.notice_weekdays", "ahead` in `[sla.scoping-notice]"),
        (
            "sows.review_weekdays",
            "within` in `[sla.ta-review]` and `[sla.scoping-answer]",
        ),
    ];
    let found = moved.into_iter().find(|(before, _)| *before == path);
    found.map(|(_, now)| now)
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
        for key in all() {
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
                "sows",
                "currencies",
                "checks",
                "calendars",
                "sla",
                "triage",
                "routing"
            ]
        );
        assert_eq!(within("checks.CHECK"), ["level", "since"]);
        assert!(within("requests").contains(&"earliest_stage"));
    }
}
