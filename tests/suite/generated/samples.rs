//! A record of each kind that says all it can, for what holds of every key.

/// A record of each kind that says all it can.
pub(crate) const FULL: [(&str, &str); 11] = [
    (
        "person",
        "{name: Kim Berg, emails: [kim@example.com], roles: [ta], level: senior, region: EMEA, time_zone: Europe/Oslo, skills: [runners], manager: maria, time_off: [{from: 2026-12-24, to: 2026-12-31, note: away}]}",
    ),
    (
        "account",
        "{name: Northwind Freight, aliases: [NWF], sfdc_id: 0014M00001AbCdEQAV, owner: dana, solutions_architect: sam, region: EMEA, segment: enterprise}",
    ),
    (
        "opportunity",
        "{name: Northwind platform, account: northwind-freight, sfdc_id: 0064M00000XyZ12QAF, owner: dana, team: [{role: csm, who: kim}], segment: enterprise, region: EMEA, amount: 120000.50 EUR, merged_into: OPP-2M4N6P8Q, duplicate_of: OPP-2M4N6P8Q, links: {plan: p, notes: n, slack: s, drive: d, project: c, recording: r}, command_plan: {why_now: w, primary_value_driver: v, solution: s, primary_capability: c, why_us: u, why_anything: a}, meddpicc: {metrics: m, economic_buyer: e, decision_criteria: c, decision_process: p, paper_process: p, identify_pain: i, champion: c, competition: c, partner: p}, ps_positioning: {standing: positioned, note: n}, tech_eval: {start: 2026-11-01, end: 2026-11-20, status: Win, details: d, not_yet: n}, close_date: [{at: 2026-11-20T09:00:00Z, by: dana, date: 2027-03-31, reason: r}], primary_sa: [{at: 2026-11-20T09:00:00Z, by: dana, who: sam, reason: r}], secondary_sas: [{at: 2026-11-20T09:00:00Z, by: maria, who: kim, mode: ad-hoc}], next_steps: [{at: 2026-11-20T09:00:00Z, by: sam, text: t, due: 2026-12-01}], feasibility: [{at: 2026-11-20T09:00:00Z, by: sam, rating: Green, details: d}], history: [{at: 2026-11-20T09:00:00Z, by: dana, to: 2-Scoping, reason: r}]}",
    ),
    (
        "pov",
        "{name: Northwind platform, opportunity: OPP-7H3J5K9M, account: northwind-freight, owner: dana, sa: sam, csm: kim, type: guided, start: 2026-11-02, close: 2026-12-11, notes: n, criteria: [{required_capability: r, acceptance_criterion: a, metric: m, outcome: met}], approvals: [{at: 2026-11-01T09:00:00Z, by: maria, note: n}], extensions: [{at: 2026-11-20T09:00:00Z, by: sam, until: 2026-12-18, reason: r}], history: [{at: 2026-11-01T09:00:00Z, by: sam, to: new, result: successful, note: n}]}",
    ),
    (
        "activity",
        "{opportunity: OPP-7H3J5K9M, account: northwind-freight, request: REQ-4T9K2M7X, type: Demo, at: 2026-11-19T15:00:00+01:00, time_zone: Europe/Berlin, sa: sam, summary: s, sentiment: Positive, audience: client, venue: online, arranged_on: 2026-11-02, contact: Lars Holm, persona_levels: [Executive], persona_functions: [Security], products: [p], notes: \"https://example.com\", attendees: [{name: Lars Holm, role: VP}], next_steps: [{who: sam, text: t, due: 2026-12-01}], logged_at: 2026-11-19T17:00:00+01:00, logged_by: sam}",
    ),
    (
        "request",
        "{template: sa-activity, requester: dana, region: EMEA, account: northwind-freight, opportunity: OPP-7H3J5K9M, follows: REQ-8R2T4V6W, customer: Northwind, preferred_dates: \"2026-12-01 15:00 Europe/Berlin\", hosting: cloud, pain_points: slow, required_capabilities: fast, current_tools: scripts, sa_asks: demo, command_plan: {link: \"https://example.com\", why_now: now, identified_pain: pain, champion: Ada}, meeting: {goal: g, objectives: o, expectations: e, at: 2026-12-01T15:00:00Z, duration_minutes: 60}, salesforce_link: \"https://example.com/sf\", subscription: saas, sme: {area: ai, engagement: e}, event: {name: n, location: l, starts: 2026-12-01T15:00:00Z, competency: c, availability: a, diversity: d}, product: {gathered: g, explored: e, engaged: e, communicated: c}, demo: {starts: 2026-12-01T15:00:00Z, searched: s}, rfx: {kind: rfp, deadline: 2026-12-03T15:00:00Z, outline: o, internal_due: 2026-12-02T15:00:00Z}, security: {arr: 120000 EUR, trust_center: t, topics: t, document: \"https://example.com/q\"}, partner: {name: n, region: EMEA, esm: e, business_owner: b}, secondary: {mode: ad-hoc, why: w}, ride_along: {passenger: kim, driver: sam, meetings: a; b; c, goal: g}, strategic: {why: w, sponsor: s}, content: {sort: blog, topic: t, audience: a, due: 2026-12-08}, short_notice_because: s, flags: [pov], flagged: [{at: 2026-11-20T09:00:00Z, by: sam, flag: expedite, on: true, note: n}], remarks: none, owner: sam, secondary_sas: [kim], handoffs: [{at: 2026-11-20T09:00:00Z, by: sam, from: sam, to: kim, note: n}], comments: [{at: 2026-11-20T09:00:00Z, by: sam, text: hello}], history: [{at: 2026-11-20T09:00:00Z, by: sam, to: open, note: n, awaiting: a, from: f, reason: other, acknowledged: [sa], breach_reason: b}]}",
    ),
    (
        "sow",
        "{name: Northwind migration, opportunity: OPP-7H3J5K9M, ps_opportunity: 0064M00000XyZ12QAF, ps_opportunity_link: \"https://example.com/ps\", account: northwind-freight, author: emma, engagement_manager: emma, regional_delivery_manager: rosa, route: custom, route_reason: r, sku: migration-plus, calculator: \"https://example.com/c\", draft_quote: \"https://example.com/q\", scoping_issue: \"https://example.com/s\", why_a_ta: [review], troubled_account: false, pain_points: p, technical_constraints: t, organizational_constraints: o, journey_stage: ci, service: scm-migration, workstreams: [w], engagement_size: large, delivery_lead: tariq, deliverables: [{title: t, description: d, tasks: [t], acceptance: a, actions: [a], assumptions: [a], customer_responsibilities: [c], effort: [{role: pse, low: 1, likely: 2, high: 3.5, t_shirt: small, count: 2, basis: b}]}], risks: [{title: t, likelihood: low, impact: [timeline], mitigation: m, contingency: c, contingency_hours: 8}], out_of_scope: [o], schedule: [{milestone: m, when: w}], price: {terms: fixed-fee, rate: 330 USD, hours: 8, total: 2640 USD}, topics: {change_management: {addressed_in: a, waived_because: w}, security: {addressed_in: a, waived_because: w}, compliance: {addressed_in: a, waived_because: w}, observability: {addressed_in: a, waived_because: w}}, labels: [\"Segment::Ent_EMEA\"], comments: [{at: 2026-11-20T09:00:00Z, by: emma, text: t}], assigned_ta: [{at: 2026-11-20T09:00:00Z, by: emma, who: tariq, reason: r}], questions: [{at: 2026-11-20T09:00:00Z, by: emma, text: t, answer: {at: 2026-11-20T10:00:00Z, by: tariq, text: t, breach_reason: b}}], assistance: [{at: 2026-11-20T09:00:00Z, by: emma, state: needs-ta-assistance}], calls: [{at: 2026-11-20T09:00:00Z, by: emma, call_at: 2026-11-25T09:00:00Z, context: c, short_notice_because: s}], review_requests: [{at: 2026-11-20T09:00:00Z, by: emma, note: n, breach_reason: b}], history: [{at: 2026-11-19T09:00:00Z, by: emma, to: open, note: n, breach_reason: b}]}",
    ),
    (
        "review",
        "{sow: SOW-4T9K2M7X, at: 2026-11-20T09:00:00Z, by: tariq, role: ta, verdict: approved, digest: \"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\", blob: b, parts: [name ba7816bf8f01cfea], checklist: [{item: security, answer: na, reason: r}], comments: [{path: name, text: t}], breach_reason: b}",
    ),
    (
        "escalation",
        "{subject: s, account: northwind-freight, sow: SOW-4T9K2M7X, severity: high, owner: tariq, link: \"https://example.com\", history: [{at: 2026-11-20T09:00:00Z, by: tariq, to: open, note: n}]}",
    ),
    (
        "rota",
        "{who: sam, note: n, swaps: [{at: 2026-11-20T09:00:00Z, by: sam, from: sam, to: kim, reason: r}]}",
    ),
    (
        "waiver",
        "{check: missing-field, record: REQ-4T9K2M7X, reason: agreed, until: 2026-12-31, approved_by: maria}",
    ),
];
