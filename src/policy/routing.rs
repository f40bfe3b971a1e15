//! The routing table: which engagement model a request falls under, and what follows for board, SA and time.
//! It proposes and never forces. Whom a row means for one request is found in `reports`.

use crate::records::account::Segment;
use crate::records::person::Role;
use crate::records::request::Template;
use crate::records::values::word_of;

/// One row of the table: the requests it is for, and what it proposes. An empty list is for any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name in the policy, as `us-strategic`.
    pub name: String,
    pub segments: Vec<Segment>,
    pub regions: Vec<String>,
    /// Roles of the account executive.
    pub ae_roles: Vec<Role>,
    pub templates: Vec<Template>,
    pub model: Model,
    pub sa: Proposal,
    /// `None` for the board of the region.
    pub board: Option<String>,
    /// Name of the target for the time that applies.
    pub target: Option<String>,
    pub note: Option<String>,
}

/// How SAs are engaged (source document 003, engagement models).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// SAs work with the same account executives all the time.
    Aligned,
    /// An SA is asked for an opportunity, and stays with it.
    ByRequest,
    /// Requests go to whoever of a team can take them.
    Pooled,
    /// Partners, by way of Ecosystem Sales Managers.
    Ecosystem,
    /// Partner-involved opportunities, by way of partner managers.
    Channel,
    Alliance,
    /// A subject matter expert, asked by the primary SA.
    Sme,
}

impl Model {
    /// Every model, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Aligned, "aligned"),
        (Self::ByRequest, "by-request"),
        (Self::Pooled, "pooled"),
        (Self::Ecosystem, "ecosystem"),
        (Self::Channel, "channel"),
        (Self::Alliance, "alliance"),
        (Self::Sme, "sme"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// How an SA is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// The SA who has most of the account executive's open opportunities.
    Aligned,
    /// The primary SA of the opportunity.
    Primary,
    /// Who does triage in the region this week.
    Rota,
    /// Anybody of the region.
    Pool,
}

impl Proposal {
    /// Every proposal, with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Aligned, "aligned"),
        (Self::Primary, "primary"),
        (Self::Rota, "rota"),
        (Self::Pool, "pool"),
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        word_of(Self::ALL, self)
    }
}

/// What is known of a request that rows are matched with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub segment: Option<Segment>,
    pub region: Option<String>,
    /// Every role of the account executive.
    pub ae_roles: Vec<Role>,
    pub template: Template,
}

/// One condition of a row, held against a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The key in the policy, as `ae_role`.
    pub key: &'static str,
    /// The words that the row is for.
    pub wanted: Vec<String>,
    /// What the request has; empty where that is not known.
    pub own: Vec<String>,
    pub holds: bool,
}

impl Row {
    /// Returns its conditions held against a request, the weightiest first.
    pub fn conditions(&self, case: &Case) -> Vec<Condition> {
        let words = |words: &[&'static str]| words.iter().map(ToString::to_string).collect();
        let templates: Vec<&str> = self.templates.iter().map(|one| one.name()).collect();
        let roles: Vec<&str> = self.ae_roles.iter().map(|one| one.name()).collect();
        let segments: Vec<&str> = self.segments.iter().map(|one| one.name()).collect();
        let own_roles: Vec<&str> = case.ae_roles.iter().map(|one| one.name()).collect();
        let own_segment: Vec<&str> = case.segment.map(Segment::name).into_iter().collect();
        let region = case.region.iter().cloned().collect();
        let given = [
            (
                "template",
                words(&templates),
                words(&[case.template.name()]),
            ),
            ("ae_role", words(&roles), words(&own_roles)),
            ("segment", words(&segments), words(&own_segment)),
            ("region", self.regions.clone(), region),
        ];
        let held = |(key, wanted, own): (&'static str, Vec<String>, Vec<String>)| Condition {
            holds: own.iter().any(|word| wanted.contains(word)),
            key,
            wanted,
            own,
        };
        let stated = given
            .into_iter()
            .filter(|(_, wanted, _)| !wanted.is_empty());
        stated.map(held).collect()
    }

    /// Returns whether the row is for a request.
    pub fn is_for(&self, case: &Case) -> bool {
        self.conditions(case)
            .iter()
            .all(|condition| condition.holds)
    }

    /// Returns how much its conditions weigh: a template more than a role, that more than a segment, that more than a
    /// region, each more than all after it together; 0 to 15.
    pub fn weight(&self) -> u8 {
        u8::from(!self.templates.is_empty()) * 8
            + u8::from(!self.ae_roles.is_empty()) * 4
            + u8::from(!self.segments.is_empty()) * 2
            + u8::from(!self.regions.is_empty())
    }

    /// Returns whether some request is for both rows with equal weight, so that neither goes before the other.
    pub fn is_tied_with(&self, other: &Self) -> bool {
        fn meet<T: PartialEq>(one: &[T], other: &[T]) -> bool {
            one.is_empty() || one.iter().any(|thing| other.contains(thing))
        }
        self.weight() == other.weight()
            && meet(&self.templates, &other.templates)
            && meet(&self.ae_roles, &other.ae_roles)
            && meet(&self.segments, &other.segments)
            && meet(&self.regions, &other.regions)
    }
}

/// Returns the role of those who take requests of a template: Ecosystem SAs work with partners.
pub fn taken_by(template: Template) -> Role {
    match template {
        Template::Ecosystem | Template::Channel | Template::Alliance => Role::Esa,
        _ => Role::Sa,
    }
}

/// Returns the row that a request falls under: of those that are for it the weightiest.
pub fn row_for<'a>(rows: &'a [Row], case: &Case) -> Option<&'a Row> {
    let matching = rows.iter().filter(|row| row.is_for(case));
    // Ties are refused where the policy is read; by name is for those that only several roles of one person bring about.
    matching.max_by(|a, b| (a.weight(), &b.name).cmp(&(b.weight(), &a.name)))
}

/// Returns the table of the source documents (003, engagement models), by name.
pub(super) fn rows() -> Vec<Row> {
    let mut rows = rows_of_templates();
    rows.extend(rows_of_regions());
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
}

fn row(name: &str, model: Model, sa: Proposal) -> Row {
    Row {
        name: name.into(),
        segments: Vec::new(),
        regions: Vec::new(),
        ae_roles: Vec::new(),
        templates: Vec::new(),
        model,
        sa,
        board: None,
        target: None,
        note: None,
    }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Returns the rows of partners and of subject matter experts, whose requests have templates of their own.
fn rows_of_templates() -> Vec<Row> {
    let own = |template, name: &str, model, note: &str| Row {
        templates: vec![template],
        note: text(note),
        ..row(name, model, Proposal::Pool)
    };
    vec![
        own(
            Template::Alliance,
            "alliance",
            Model::Alliance,
            "cloud providers and the like; the customer goes to a field SA as soon as one can take it",
        ),
        own(
            Template::Channel,
            "channel",
            Model::Channel,
            "with the Partner Account Manager or the Partner Territory Manager",
        ),
        own(
            Template::Ecosystem,
            "ecosystem",
            Model::Ecosystem,
            "begin with the Ecosystem Sales Manager; #ecosystem-solutions-architects",
        ),
        own(
            Template::Sme,
            "sme",
            Model::Sme,
            "asked for by the primary SA, on a qualified opportunity",
        ),
    ]
}

/// Returns the rows of the regions and their segments.
fn rows_of_regions() -> Vec<Row> {
    let regions = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    vec![
        Row {
            regions: regions(&["APAC"]),
            note: text("by ANZ, SEA, India, South Korea and Japan"),
            ..row("apac", Model::Aligned, Proposal::Aligned)
        },
        Row {
            segments: vec![Segment::MidMarket, Segment::Smb],
            regions: regions(&["AMER", "EMEA"]),
            target: text("triage-commercial"),
            ..row("commercial", Model::Pooled, Proposal::Rota)
        },
        Row {
            segments: vec![Segment::Enterprise],
            regions: regions(&["EMEA"]),
            note: text("what is more than they can do: #emea-customer-success"),
            ..row("emea-enterprise", Model::Aligned, Proposal::Aligned)
        },
        Row {
            segments: vec![Segment::Enterprise],
            regions: regions(&["AMER"]),
            ..row("us-major", Model::Aligned, Proposal::Aligned)
        },
        Row {
            segments: vec![Segment::Enterprise],
            regions: regions(&["AMER"]),
            ae_roles: vec![Role::Sae],
            target: text("allocation"),
            note: text("an SA is found within 24 hours, and stays for the life of the opportunity"),
            ..row("us-strategic", Model::ByRequest, Proposal::Primary)
        },
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case(segment: Option<Segment>, region: &str, role: Role) -> Case {
        Case {
            segment,
            region: Some(region.into()),
            ae_roles: vec![role],
            template: Template::SaActivity,
        }
    }

    #[test]
    fn the_models_of_the_source_documents() {
        let rows = rows();
        let named = |case: &Case| row_for(&rows, case).map(|row| row.name.clone());
        for (segment, region, role, name) in [
            (Segment::Enterprise, "AMER", Role::Sae, "us-strategic"),
            (Segment::Enterprise, "AMER", Role::Ae, "us-major"),
            (Segment::Enterprise, "EMEA", Role::Sae, "emea-enterprise"),
            (Segment::Enterprise, "EMEA", Role::Ae, "emea-enterprise"),
            (Segment::Smb, "AMER", Role::Ae, "commercial"),
            (Segment::MidMarket, "EMEA", Role::Ae, "commercial"),
            (Segment::MidMarket, "APAC", Role::Ae, "apac"),
            (Segment::Enterprise, "APAC", Role::Sae, "apac"),
        ] {
            let found = named(&case(Some(segment), region, role));
            assert_eq!(
                found.as_deref(),
                Some(name),
                "{segment:?} {region} {role:?}"
            );
        }
        let channel = Case {
            template: Template::Channel,
            ..case(Some(Segment::Enterprise), "AMER", Role::Sae)
        };
        assert_eq!(named(&channel).as_deref(), Some("channel"));
        assert_eq!(named(&case(None, "EMEA", Role::Ae)), None);
        assert_eq!(
            named(&case(Some(Segment::PublicSector), "AMER", Role::Ae)),
            None
        );
    }

    #[test]
    fn no_two_rows_of_it_are_tied() {
        let rows = rows();
        for (at, row) in rows.iter().enumerate() {
            let tied = rows[at + 1..].iter().find(|other| row.is_tied_with(other));
            assert_eq!(tied, None, "{}", row.name);
        }
    }

    fn some<T: Clone + std::fmt::Debug + 'static>(
        all: &'static [(T, &'static str)],
    ) -> impl Strategy<Value = Vec<T>> {
        let things: Vec<T> = all.iter().take(3).map(|(thing, _)| thing.clone()).collect();
        proptest::sample::subsequence(things, 0..=2)
    }

    fn any_row() -> impl Strategy<Value = Row> {
        let regions = proptest::sample::subsequence(vec!["AMER".to_owned(), "EMEA".into()], 0..=2);
        (some(Segment::ALL), some(Role::ALL), regions, "[a-z]{4}").prop_map(
            |(segments, ae_roles, regions, name)| Row {
                name,
                segments,
                ae_roles,
                regions,
                ..row("", Model::Pooled, Proposal::Pool)
            },
        )
    }

    proptest! {
        #[test]
        fn rows_that_both_match_and_are_not_tied_differ_in_weight(one in any_row(), other in any_row()) {
            for (segment, _) in Segment::ALL.iter().take(3) {
                for (role, _) in Role::ALL.iter().take(3) {
                    for region in ["AMER", "EMEA"] {
                        let case = case(Some(*segment), region, *role);
                        if one.is_for(&case) && other.is_for(&case) && !one.is_tied_with(&other) {
                            prop_assert_ne!(one.weight(), other.weight());
                        }
                    }
                }
            }
        }

        #[test]
        fn the_row_does_not_depend_on_the_order_of_the_table(mut table in proptest::collection::vec(any_row(), 1..5)) {
            table.dedup_by_key(|row| row.name.clone());
            let case = case(Some(Segment::Smb), "EMEA", Role::Sa);
            let forth = row_for(&table, &case).map(|row| (row.weight(), row.name.clone()));
            table.reverse();
            let back = row_for(&table, &case).map(|row| (row.weight(), row.name.clone()));
            prop_assert_eq!(forth, back);
        }
    }
}
