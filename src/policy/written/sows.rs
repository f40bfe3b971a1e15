//! The table `[sows]` of `desk.toml`: the price of an hour, the catalogue, and numbers.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::{Reader, Value};
use crate::policy::{CatalogueItem, Policy, keys};
use crate::records::Money;
use crate::records::sow::Service;

/// The most hours that a service of the catalogue may hold.
const MOST_HOURS: i64 = 10_000;

impl Reader<'_> {
    /// Reads what services cost and what of them is ordered by SKU.
    pub(super) fn sows(&mut self, value: &Value<'_>, policy: &mut Policy) {
        let Some(table) = self.table(value, "sows") else {
            return;
        };
        if let Some(rate) = table.get("rate") {
            policy.rate = self.rate(rate).unwrap_or(policy.rate.clone());
        }
        if let Some(catalogue) = table.get("catalogue") {
            policy.catalogue = self.catalogue(catalogue);
        }
        let is_number = |key: &str| !matches!(key, "rate" | "catalogue");
        self.numbers_of(table, "sows", is_number, &mut policy.thresholds);
    }

    fn rate(&mut self, value: &Value<'_>) -> Option<Money> {
        let text = self.text(value, "sows.rate")?;
        match text.parse::<Money>() {
            Ok(rate) => Some(rate),
            Err(why) => {
                self.fault(value.span(), why, "write `rate = \"330 USD\"`");
                None
            }
        }
    }

    fn catalogue(&mut self, value: &Value<'_>) -> BTreeMap<String, CatalogueItem> {
        let mut catalogue = BTreeMap::new();
        let Some(table) = self.table(value, "sows.catalogue") else {
            return catalogue;
        };
        for (key, value) in table {
            let sku = key.get_ref().to_string();
            let Some(item) = self.table(value, &format!("sows.catalogue.{sku}")) else {
                continue;
            };
            let item = self.catalogue_item(item, &sku);
            if item.name.is_empty() {
                let help = "say what it is: `name = \"Migration+\"`";
                self.fault(key.span(), format!("`{sku}` has no name"), help);
            }
            catalogue.insert(sku, item);
        }
        catalogue
    }

    fn catalogue_item(&mut self, table: &DeTable<'_>, sku: &str) -> CatalogueItem {
        let mut item = CatalogueItem {
            name: String::new(),
            service: None,
            hours: None,
        };
        for (key, value) in table {
            let path = format!("sows.catalogue.{sku}.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "name" => item.name = self.text(value, &path).unwrap_or_else(|| sku.to_owned()),
                "service" => item.service = self.word(value, &path, Service::ALL),
                "hours" => match self.number(value, &path) {
                    Some(hours @ 1..=MOST_HOURS) => item.hours = Some(hours),
                    Some(_) => self.fault(
                        value.span(),
                        format!("`hours` is from 1 to {MOST_HOURS}"),
                        "write a whole number in that range",
                    ),
                    None => {}
                },
                _ => self.unknown_key(key, &keys::within("sows.catalogue.SKU")),
            }
        }
        item
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::Policy;
    use crate::source::Source;

    fn read(lines: &str) -> Result<Policy, Vec<String>> {
        let source = Source::shared("desk.toml", format!("schema = 1\n{lines}\n"));
        Policy::read(&source, &Default::default()).map_err(|findings| {
            let told = findings.into_iter();
            told.map(|finding| format!("{}; {}", finding.message, finding.help))
                .collect()
        })
    }

    #[test]
    fn a_catalogue_replaces_the_one_of_the_sources() {
        let policy = read(
            "[sows]\nrate = \"250.50 EUR\"\nreview_amount = 20000\n[sows.catalogue.x]\nname = \"X\"\nservice = \"ci-cd\"\nhours = 8",
        );
        let policy = policy.expect("it is valid");
        assert_eq!(policy.rate.to_string(), "250.50 EUR");
        assert_eq!(policy.thresholds.sow_review_amount, 20_000);
        assert_eq!(policy.catalogue.keys().collect::<Vec<_>>(), ["x"]);
    }

    #[test]
    fn mistakes_are_told_each() {
        let told = read("[sows]\nrate = \"330\"\nreviews = 1\n[sows.catalogue]\na = { service = \"cd\" }\nb = { name = \"B\", hours = 0 }").err();
        assert_eq!(
            told.expect("it is not valid"),
            [
                "`330` is not an amount: it names no currency; write it as 120000 EUR or 120000.50 EUR; write `rate = \"330 USD\"`",
                "unknown key `reviews`; use one of: rate, review_amount, large_workstreams, t_shirts, likelihood, catalogue",
                "`a` has no name; say what it is: `name = \"Migration+\"`",
                "`sows.catalogue.a.service` cannot be `cd`; use one of: scm-migration, cloud-architecture, developer, ci-cd",
                "`hours` is from 1 to 10000; write a whole number in that range",
            ]
        );
    }
}
