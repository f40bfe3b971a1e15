//! From the customer as a form names them to an account and an opportunity of the desk.
//! Where more than one could be meant, none is chosen: people are asked.

use crate::records::{Account, Handle, Id, One, Opportunity, Records, account, opportunity};

/// What a form's customer was matched to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    pub account: Option<Handle>,
    pub opportunity: Option<Id>,
    /// Ids of the opportunities that could be meant, where it is not certain which.
    pub candidates: Vec<String>,
    /// Why something was not matched, as phrases with the command that helps.
    pub doubts: Vec<String>,
}

/// Matches Salesforce ids and names to an account and an opportunity.
pub fn customer(sfdc_ids: &[String], names: &[String], records: &Records) -> Match {
    match sfdc_ids {
        [] => by_name(names, records),
        [id] => by_id(id, names, records),
        several => Match {
            candidates: several
                .iter()
                .filter_map(|id| opportunity::with_sfdc_id(records, id))
                .map(|found| found.id().into())
                .collect(),
            doubts: vec![format!(
                "the customer information names {} opportunities ({}); say which with `--opportunity`",
                several.len(),
                several.join(", ")
            )],
            ..Match::default()
        },
    }
}

fn by_id(id: &str, names: &[String], records: &Records) -> Match {
    let Some(found) = opportunity::with_sfdc_id(records, id) else {
        let mut matched = Match {
            account: only(&accounts(names, records)),
            ..Match::default()
        };
        matched.doubts.push(match &matched.account {
            Some(account) => format!(
                "no opportunity here has the Salesforce id {id}; make it with `sa opportunity new --account {account} --sfdc-id {id}`"
            ),
            None => format!(
                "neither the customer nor the Salesforce id {id} is known here; make them with `sa account new --name \"{}\"` and `sa opportunity new --sfdc-id {id}`",
                names.first().map_or("NAME", String::as_str)
            ),
        });
        return matched;
    };
    Match {
        account: Some(found.account.clone()),
        opportunity: found.id().parse().ok(),
        ..Match::default()
    }
}

fn by_name(names: &[String], records: &Records) -> Match {
    let accounts = accounts(names, records);
    let Some(account) = only(&accounts) else {
        let doubt = match (accounts.as_slice(), names) {
            ([], []) => {
                "the customer information names neither a customer nor an opportunity".into()
            }
            ([], names) => format!(
                "no account here is called {}; make it with `sa account new --name \"{}\"`",
                names.join(" or "),
                names[0]
            ),
            (several, _) => format!(
                "the customer information fits the accounts {}; say which with `--account`",
                several
                    .iter()
                    .map(Handle::to_string)
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        };
        return Match {
            doubts: vec![doubt],
            ..Match::default()
        };
    };
    let open: Vec<One<'_, Opportunity>> = records
        .all::<Opportunity>(&opportunity::KIND)
        .filter(|found| found.account == account && found.is_open())
        .collect();
    let mut matched = Match {
        account: Some(account.clone()),
        ..Match::default()
    };
    match open.as_slice() {
        [one] => matched.opportunity = one.id().parse().ok(),
        [] => matched.doubts.push(format!(
            "{account} has no open opportunity; make one with `sa opportunity new --account {account}`"
        )),
        several => {
            matched.candidates = several.iter().map(|found| found.id().into()).collect();
            matched.doubts.push(format!(
                "{account} has {} open opportunities ({}); say which with `--opportunity`",
                several.len(),
                matched.candidates.join(", ")
            ));
        }
    }
    matched
}

/// Returns the accounts that any of the names names, each once.
fn accounts(names: &[String], records: &Records) -> Vec<Handle> {
    let called = |account: &One<'_, Account>| names.iter().any(|name| account.is_called(name));
    records
        .all::<Account>(&account::KIND)
        .filter(called)
        .filter_map(|account| account.id().parse().ok())
        .collect()
}

fn only(accounts: &[Handle]) -> Option<Handle> {
    match accounts {
        [one] => Some(one.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Snapshot;

    fn desk() -> Records {
        let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        Records::of(Snapshot::of_texts(vec![
            file(
                "accounts/northwind-freight.yaml",
                "name: Northwind Freight\n",
            ),
            file(
                "accounts/halden.yaml",
                "name: Halden Energi AS\naliases: [Halden]\n",
            ),
            file("accounts/leman.yaml", "name: Caisse Régionale du Léman\n"),
            file(
                "opportunities/OPP-7H3J5K9M.yaml",
                "name: Platform\naccount: northwind-freight\nsfdc_id: 0064M00000XyZ12\nowner: dana\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\n",
            ),
            file(
                "opportunities/OPP-8H3J5K9M.yaml",
                "name: Old\naccount: northwind-freight\nowner: dana\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: Closed Won}]\n",
            ),
            file(
                "opportunities/OPP-1H3J5K9M.yaml",
                "name: A\naccount: halden\nowner: dana\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 2-Scoping}]\n",
            ),
            file(
                "opportunities/OPP-2H3J5K9M.yaml",
                "name: B\naccount: halden\nowner: dana\nhistory: [{at: 2026-10-01T09:00:00Z, by: dana, to: 1-Discovery}]\n",
            ),
        ]))
    }

    fn matched(ids: &[&str], names: &[&str]) -> Match {
        let texts = |list: &[&str]| list.iter().map(|text| text.to_string()).collect::<Vec<_>>();
        customer(&texts(ids), &texts(names), &desk())
    }

    #[test]
    fn one_id_is_certain_in_either_length() {
        let found = matched(&["0064M00000XyZ12QAF"], &["Northwind"]);
        assert_eq!(
            found.opportunity.map(|id| id.to_string()),
            Some("OPP-7H3J5K9M".into())
        );
        assert_eq!(
            found.account.map(|slug| slug.to_string()),
            Some("northwind-freight".into())
        );
        assert!(found.doubts.is_empty());
    }

    #[test]
    fn a_name_is_certain_while_one_opportunity_is_open() {
        let found = matched(&[], &["northwind freight"]);
        assert_eq!(
            found.opportunity.map(|id| id.to_string()),
            Some("OPP-7H3J5K9M".into())
        );
        let found = matched(&[], &["Halden"]);
        assert_eq!(found.candidates, ["OPP-1H3J5K9M", "OPP-2H3J5K9M"]);
        assert_eq!(found.opportunity, None);
    }

    #[test]
    fn doubt_chooses_nobody_and_says_what_helps() {
        let two = matched(
            &["0064M00000GhI78QAK", "0064M00000GhI79QAK"],
            &["Kestrel Robotics"],
        );
        assert_eq!((two.account, two.opportunity), (None, None));
        assert!(
            two.doubts[0].contains("names 2 opportunities"),
            "{:?}",
            two.doubts
        );
        let unknown = matched(&["0064M00000AbC34QAH"], &["Halden Energi AS"]);
        assert_eq!(
            unknown.account.map(|slug| slug.to_string()),
            Some("halden".into())
        );
        assert!(unknown.doubts[0].contains("--account halden --sfdc-id 0064M00000AbC34QAH"));
        assert!(matched(&[], &["Nobody"]).doubts[0].contains("sa account new --name \"Nobody\""));
        let closed = matched(&[], &["Caisse Régionale du Léman"]);
        assert!(closed.doubts[0].contains("no open opportunity"));
    }
}
