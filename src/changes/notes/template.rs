//! The form that notes of a meeting are written in, with placeholders.

/// The form, as it is printed.
pub const TEMPLATE: &str = "\
# <Customer> - <what the meeting was about>

Date: <2026-11-19 15:00-16:05 Europe/Berlin>
Opportunity: <Salesforce id, OPP id or name>
Attendees: <Name (role), Name (role)>; <Company>: <Name (role), Name (SA)>
Activity type: <Discovery Session>
Sentiment: <Positive, Neutral or Negative>

## Intent
<what the meeting was for>

## Outcome
<what came of it>

## Next steps
- <Who>: <what> by <2026-11-24>
";

/// Returns whether a line is one of the form, left as it was.
pub(super) fn is_line(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && TEMPLATE.lines().any(|own| own == line)
}

/// Returns a placeholder of the form that a line still has.
pub(super) fn placeholder_in(line: &str) -> Option<&'static str> {
    placeholders().find(|placeholder| line.contains(placeholder))
}

/// Returns the placeholders of the form, each with its brackets, in order.
pub(super) fn placeholders() -> impl Iterator<Item = &'static str> {
    TEMPLATE.split_inclusive('>').filter_map(|part| {
        let start = part.find('<')?;
        part.ends_with('>').then(|| &part[start..])
    })
}
