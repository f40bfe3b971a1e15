//! What services cost and which are ordered by their SKU, with the defaults of the sources.

use std::collections::BTreeMap;

use super::Policy;
use crate::records::Money;
use crate::records::sow::{Likelihood, Rules, Service, TShirt};
use crate::records::values::Hours;

/// A service that is ordered by its SKU, without a SOW of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueItem {
    pub name: String,
    /// `None` for any.
    pub service: Option<Service>,
    /// Hours it holds; `None` where that cannot be said.
    pub hours: Option<i64>,
}

/// Returns the list price of an hour (the deal desk's handbook).
pub(super) fn rate() -> Money {
    Money {
        minor_units: 33_000,
        currency: "USD".into(),
    }
}

/// Returns the services that the handbook names (selling Professional Services).
pub(super) fn catalogue() -> BTreeMap<String, CatalogueItem> {
    let item = |sku: &str, name: &str, service, hours| {
        let name = name.to_owned();
        (
            sku.to_owned(),
            CatalogueItem {
                name,
                service,
                hours,
            },
        )
    };
    BTreeMap::from([
        item(
            "rapid-results-self-managed",
            "Rapid Results, self-managed",
            Some(Service::CloudArchitecture),
            None,
        ),
        item(
            "migration-plus",
            "Migration+, up to 500 projects and 1000 repositories",
            Some(Service::ScmMigration),
            None,
        ),
        item(
            "expert-services-40",
            "Expert Services, block of 40 hours",
            None,
            Some(40),
        ),
    ])
}

impl Policy {
    /// Returns what estimates go by.
    pub fn estimates(&self) -> Rules {
        let numbers = &self.thresholds;
        let sizes = [
            (TShirt::Small, numbers.sow_small),
            (TShirt::Medium, numbers.sow_medium),
            (TShirt::Large, numbers.sow_large),
        ];
        let given = sizes.into_iter().filter(|(_, hours)| 0 < hours[2]);
        let [low, medium, high] = numbers.sow_likelihood;
        Rules {
            rate: self.rate.clone(),
            t_shirts: given
                .map(|(size, hours)| (size, hours.map(Hours::whole)))
                .collect(),
            likelihoods: [
                (Likelihood::Low, low),
                (Likelihood::Medium, medium),
                (Likelihood::High, high),
            ]
            .into(),
        }
    }

    /// Returns the SKU that holds a service of so many hours, where the catalogue says how many it holds.
    pub fn sku_for(
        &self,
        service: Option<Service>,
        hours: Hours,
    ) -> Option<(&str, &CatalogueItem)> {
        let fits = |item: &CatalogueItem| {
            let holds = item.hours.is_some_and(|most| hours <= Hours::whole(most));
            holds && (item.service.is_none() || item.service == service)
        };
        let found = self.catalogue.iter().find(|(_, item)| fits(item));
        found.map(|(sku, item)| (sku.as_str(), item))
    }
}
