//! How the approvals of a SOW stand: which verdicts of the current round count, and whether they fit its content.

use super::{ReviewerRole, TaReview, of_sow};
use crate::records::sow::{Content, ReviewState};
use crate::records::{One, Records, Sow, person};

/// The approvals of a SOW as they stand.
pub struct Standing<'a> {
    pub content: Content,
    pub state: ReviewState,
    /// The verdict of a Technical Architect that makes the state.
    pub deciding: Option<One<'a, TaReview>>,
    /// The approval of the Regional Delivery Manager, of the content as it is.
    pub by_rdm: Option<One<'a, TaReview>>,
    /// The last word of the Regional Delivery Manager where it is no approval of the content as it is.
    pub outdated_by_rdm: Option<One<'a, TaReview>>,
}

impl<'a> Standing<'a> {
    /// Returns how the approvals of a SOW stand.
    ///
    /// Of the verdicts given since the review was last asked for, the last of each Technical Architect counts, and of
    /// several the stricter. An approval of other content than the present one counts as void. What somebody without
    /// the role, or who wrote the SOW, says does not count.
    pub fn of(sow: One<'_, Sow>, records: &'a Records) -> Self {
        let content = sow.content().clone();
        let reviews = of_sow(records, sow.id());
        let may = |review: &&One<'a, TaReview>| {
            let role = review.role.of_person();
            !sow.is_written_by(&review.by) && person::has_role(records, review.by.as_str(), role)
        };
        let given = |role: ReviewerRole| {
            let counts = reviews.iter().filter(may);
            counts.filter(move |review| review.role == role).copied()
        };
        let round = given(ReviewerRole::Ta)
            .filter(|review| sow.round_since().is_none_or(|since| since <= review.at));
        let (state, deciding) = match sow.round_since() {
            None => (ReviewState::NotAsked, None),
            Some(_) => decided(&last_of_each(round), &content),
        };
        let rdm = sow.regional_delivery_manager.as_ref();
        let last = given(ReviewerRole::Rdm).filter(|review| Some(&review.by) == rdm);
        let last = last.last();
        let fits =
            |review: &One<'a, TaReview>| review.approves() && review.digest == content.digest;
        Self {
            by_rdm: last.filter(fits),
            outdated_by_rdm: last.filter(|review| !fits(review)),
            state,
            deciding,
            content,
        }
    }
}

fn decided<'a>(
    verdicts: &[One<'a, TaReview>],
    content: &Content,
) -> (ReviewState, Option<One<'a, TaReview>>) {
    let strict = verdicts.iter().find(|review| !review.approves());
    if let Some(strict) = strict {
        return (ReviewState::ChangesRequested, Some(*strict));
    }
    let fits = |review: &&One<'a, TaReview>| review.digest == content.digest;
    match (verdicts.iter().find(fits), verdicts.last()) {
        (Some(fits), _) => (ReviewState::Approved, Some(*fits)),
        (None, Some(last)) => (ReviewState::Void, Some(*last)),
        (None, None) => (ReviewState::NeedsReview, None),
    }
}

/// Returns the last verdict of each reviewer, the earliest first.
fn last_of_each<'a>(verdicts: impl Iterator<Item = One<'a, TaReview>>) -> Vec<One<'a, TaReview>> {
    let mut last: Vec<One<'a, TaReview>> = Vec::new();
    for review in verdicts {
        last.retain(|earlier| earlier.by != review.by);
        last.push(review);
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::sow::KIND;
    use crate::source::Snapshot;

    const SOW: &str = "name: A\nopportunity: OPP-7H3J5K9M\naccount: northwind-freight\nauthor: emma\nregional_delivery_manager: rosa\nreview_requests: [{at: 2026-11-20T09:00:00Z, by: emma}]\nhistory: [{at: 2026-11-19T09:00:00Z, by: emma, to: open}]\n";

    /// A verdict: id, reviewer, role, hour of the 20th, verdict, and whether it is of the content as it is.
    type Given = (
        &'static str,
        &'static str,
        &'static str,
        u8,
        &'static str,
        bool,
    );

    fn standing(given: &[Given]) -> (ReviewState, Option<String>, bool) {
        let digest = |fits| Content::of(if fits { SOW } else { "name: B\n" }).digest;
        let mut files = vec![("sows/SOW-4T9K2M7X.yaml".to_owned(), SOW.to_owned())];
        for (handle, role) in [
            ("emma", "[em, ta]"),
            ("tariq", "[ta]"),
            ("ines", "[ta]"),
            ("rosa", "[rdm]"),
        ] {
            let text = format!("name: N\nemails: [{handle}@example.com]\nroles: {role}\n");
            files.push((format!("people/{handle}.yaml"), text));
        }
        for (id, by, role, hour, verdict, fits) in given {
            let text = format!(
                "sow: SOW-4T9K2M7X\nat: 2026-11-20T{hour:02}:00:00Z\nby: {by}\nrole: {role}\nverdict: {verdict}\ndigest: {}\n",
                digest(*fits)
            );
            files.push((format!("reviews/SOW-4T9K2M7X/{id}.yaml"), text));
        }
        let records = Records::of(Snapshot::of_texts(files));
        let sow: One<'_, Sow> = records.get(&KIND, "SOW-4T9K2M7X").expect("a SOW");
        let standing = Standing::of(sow, &records);
        let deciding = standing.deciding.map(|review| review.id().to_owned());
        (standing.state, deciding, standing.by_rdm.is_some())
    }

    const A: &str = "REV-AAAAAAAA";
    const B: &str = "REV-BBBBBBBB";
    const YES: &str = "approved";
    const NO: &str = "changes-requested";

    #[test]
    fn of_two_in_one_round_the_stricter_counts_and_of_one_person_the_last() {
        let of = |given: &[Given]| {
            let (state, deciding, _) = standing(given);
            (state, deciding)
        };
        assert_eq!(of(&[]), (ReviewState::NeedsReview, None));
        let first = (A, "tariq", "ta", 10, YES, true);
        assert_eq!(of(&[first]), (ReviewState::Approved, Some(A.into())));
        let strict = (B, "ines", "ta", 10, NO, true);
        assert_eq!(
            of(&[first, strict]),
            (ReviewState::ChangesRequested, Some(B.into()))
        );
        let earlier = (B, "tariq", "ta", 9, NO, true);
        assert_eq!(
            of(&[first, earlier]),
            (ReviewState::Approved, Some(A.into()))
        );
    }

    #[test]
    fn an_approval_of_an_earlier_round_or_of_other_content_does_not_count() {
        let of = |given: &[Given]| standing(given).0;
        assert_eq!(
            of(&[(A, "tariq", "ta", 8, YES, true)]),
            ReviewState::NeedsReview
        );
        assert_eq!(of(&[(A, "tariq", "ta", 10, YES, false)]), ReviewState::Void);
        let other = (B, "ines", "ta", 11, YES, true);
        assert_eq!(
            of(&[(A, "tariq", "ta", 10, YES, false), other]),
            ReviewState::Approved
        );
    }

    #[test]
    fn who_wrote_it_or_has_not_the_role_does_not_count() {
        let of = |given: &[Given]| standing(given);
        for by in ["emma", "rosa", "nobody"] {
            let (state, ..) = of(&[(A, by, "ta", 10, YES, true)]);
            assert_eq!(state, ReviewState::NeedsReview, "{by}");
        }
        assert!(of(&[(A, "rosa", "rdm", 8, YES, true)]).2);
        assert!(!of(&[(A, "rosa", "rdm", 8, YES, false)]).2);
        assert!(!of(&[(A, "tariq", "rdm", 8, YES, true)]).2);
        let back = [
            (A, "rosa", "rdm", 8, YES, true),
            (B, "rosa", "rdm", 9, NO, true),
        ];
        assert!(!of(&back).2);
    }
}
