//! Words for people outside of the desk: roles and topics by their full names, and amounts in groups of three digits.

use serde::{Serialize, Serializer};

use crate::records::Money;
use crate::records::person::Role;
use crate::records::sow::Terms;

/// Writes terms as their word.
pub(super) fn terms<S: Serializer>(terms: &Option<Terms>, to: S) -> Result<S::Ok, S::Error> {
    terms.map(Terms::name).serialize(to)
}

/// Returns the full name of a role.
pub(super) fn of_role(role: Role) -> &'static str {
    match role {
        Role::Sa => "Solutions Architect",
        Role::Ta => "Technical Architect",
        Role::Manager => "Manager",
        Role::Ae => "Account Executive",
        Role::Sae => "Strategic Account Executive",
        Role::Asm => "Area Sales Manager",
        Role::Csm => "Customer Success Manager",
        Role::Sdr => "Sales Development Representative",
        Role::Esm => "Ecosystem Sales Manager",
        Role::Esa => "Ecosystem Solutions Architect",
        Role::Pam => "Partner Account Manager",
        Role::Ptm => "Partner Territory Manager",
        Role::Cam => "Channel Account Manager",
        Role::Em => "Engagement Manager",
        Role::Rdm => "Regional Delivery Manager",
        Role::Pm => "Product Manager",
        Role::Pse => "Professional Services Engineer",
    }
}

/// Returns a topic as a title, from the key it has in a record.
pub(super) fn of_topic(key: &str) -> &'static str {
    match key {
        "change_management" => "Change management",
        "security" => "Security",
        "compliance" => "Compliance",
        "observability" => "Observability",
        _ => "Other",
    }
}

/// Returns an amount as `39,105.00 USD`; with both cents and commas neither is taken for the other.
pub(super) fn of_money(money: &Money) -> String {
    let units = (money.minor_units / 100).to_string();
    let cents = money.minor_units % 100;
    let mut grouped = String::new();
    for (at, digit) in units.char_indices() {
        if 0 < at && (units.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{cents:02} {}", money.currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::sow::Topics;

    #[test]
    fn amounts_are_grouped_and_have_cents() {
        for (text, expected) in [
            ("0 USD", "0.00 USD"),
            ("999 USD", "999.00 USD"),
            ("1000 EUR", "1,000.00 EUR"),
            ("39105.50 USD", "39,105.50 USD"),
            ("1234567 USD", "1,234,567.00 USD"),
        ] {
            let money: Money = text.parse().expect("money");
            assert_eq!(of_money(&money), expected);
        }
    }

    #[test]
    fn every_topic_has_a_title() {
        for (key, _) in Topics::default().each() {
            assert_ne!(of_topic(key), "Other", "{key}");
        }
    }
}
