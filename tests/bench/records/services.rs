//! SOWs of the generated desk, and the review of every second one.
//! What is found on them by the checks follows from the draw, and is not counted here.

use desk::records::sow::Content;

use super::{Random, Written, letters};

/// Returns the id of a SOW by its number.
fn sow_id(at: usize) -> String {
    format!("SOW-{}", letters(at as u64 * 15_485_863 + 5))
}

/// Returns a SOW of an opportunity, whose review is asked for.
pub(super) fn sow(
    random: &mut Random,
    at: usize,
    opportunity: &str,
    account: usize,
    [author, ta]: [&str; 2],
) -> Written {
    let low = 20 + random.below(60);
    let mut deliverables = String::new();
    for number in 0..1 + random.below(5) {
        deliverables += &format!(
            "  - title: Wave {number}\n    description: |\n      Repositories of one team with their history.\n\n      Branches older than two years stay behind.\n    tasks: [Map authors, Convert, Compare the heads]\n    acceptance: Every head of the last release is the same.\n    actions: [We convert and verify each repository]\n    assumptions: [Authors are mapped before the first week]\n    effort:\n      - {{role: pse, low: {low}, likely: {}, high: {}, basis: three migrations of this size}}\n",
            low + 10,
            low + 40
        );
    }
    let text = format!(
        "# yaml-language-server: $schema=../../schemas/sow.json\nname: Migration {at}\nopportunity: {opportunity}\naccount: customer-{account}\nauthor: {author}\nengagement_manager: {author}\nregional_delivery_manager: {author}\nroute: custom\nroute_reason: No SKU holds it\nscoping_issue: https://issues.example.com/{at}\npain_points: Releases wait for a shared server.\nservice: scm-migration\ndeliverables:\n{deliverables}risks:\n  - {{title: Broken revisions, likelihood: medium, impact: [timeline], mitigation: A dry run, contingency: Without history, contingency_hours: 20}}\nprice: {{terms: fixed-fee}}\nassigned_ta: [{{at: 2026-11-02T09:00:00Z, by: {author}, who: {ta}}}]\nreview_requests: [{{at: 2026-11-03T09:00:00Z, by: {author}}}]\nhistory: [{{at: 2026-11-02T09:00:00Z, by: {author}, to: open}}]\n"
    );
    let id = sow_id(at);
    Written {
        path: format!("sows/2026-11/{id}.yaml"),
        id,
        text,
        is_open_request: false,
    }
}

/// Returns the approval of a SOW.
pub(super) fn review(at: usize, sow: &Written, ta: &str) -> Written {
    let id = format!("REV-{}", letters(at as u64 * 32_452_843 + 9));
    let content = Content::of(&sow.text);
    let parts: String = content
        .parts
        .iter()
        .map(|part| format!("  - {part}\n"))
        .collect();
    let text = format!(
        "# yaml-language-server: $schema=../../schemas/review.json\nsow: {}\nat: 2026-11-04T09:00:00Z\nby: {ta}\nrole: ta\nverdict: approved\ndigest: {}\nparts:\n{parts}",
        sow.id, content.digest
    );
    Written {
        path: format!("reviews/{}/{id}.yaml", sow.id),
        id,
        text,
        is_open_request: false,
    }
}
