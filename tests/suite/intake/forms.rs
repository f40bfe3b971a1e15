//! The forms in `tests/intake`, and what must come of taking each in.
//! Read off the forms by hand, with source document 003 beside them; never off what the program gave.

/// A form, and what must come of taking it in.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    pub(super) more: &'static [&'static str],
    pub(super) template: &'static str,
    pub(super) account: Option<&'static str>,
    pub(super) opportunity: Option<&'static str>,
    pub(super) flags: &'static [&'static str],
    /// Key of each missing item, and the reason as the findings word it.
    pub(super) missing: &'static [(&'static str, &'static str)],
    /// Other findings: check and a phrase.
    pub(super) others: &'static [(&'static str, &'static str)],
}

macro_rules! form {
    ($name:literal) => {
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/intake/", $name)
    };
}

macro_rules! text {
    ($name:literal) => {
        include_str!(concat!("../../intake/", $name))
    };
}

pub(super) const COMPLETE: Case = Case {
    name: form!("01-complete.md"),
    text: text!("01-complete.md"),
    more: &[],
    template: "sa-activity",
    account: Some("northwind-freight"),
    opportunity: Some("OPP-7H3J5K9M"),
    flags: &["pov"],
    missing: &[],
    others: &[],
};

/// The form names no template. Its dates are vague and name their zone; its pain is there and is no sentence.
pub(super) const MISSING_WHY_NOW: Case = Case {
    name: form!("02-missing-why-now.md"),
    text: text!("02-missing-why-now.md"),
    more: &["--template", "sa-activity"],
    template: "sa-activity",
    account: Some("halden-energi"),
    opportunity: Some("OPP-1A1A1A1A"),
    flags: &[],
    missing: &[
        ("command_plan.link", "is missing"),
        ("command_plan.why_now", "says `TBD`"),
        ("command_plan.champion", "says `none yet`"),
        ("meeting.goal", "is missing"),
        ("meeting.objectives", "is missing"),
        ("meeting.expectations", "is missing"),
    ],
    others: &[("not-a-sentence", "Identified Pain is 1 word")],
};

/// Nothing is said of a meeting: the call with the CISO is an ask, and neither its goal nor what to expect of it.
pub(super) const EXPEDITE_SECURITY: Case = Case {
    name: form!("03-expedite-security.md"),
    text: text!("03-expedite-security.md"),
    more: &[],
    template: "vendor-security-assessment",
    account: Some("leman"),
    opportunity: Some("OPP-2B2B2B2B"),
    flags: &["security-audit", "expedite"],
    missing: &[
        ("meeting.goal", "is missing"),
        ("meeting.objectives", "is missing"),
        ("meeting.expectations", "is missing"),
    ],
    others: &[],
};

/// A follow-up needs five items. "see REQ for Northwind" names no request.
pub(super) const FOLLOW_UP: Case = Case {
    name: form!("04-follow-up.md"),
    text: text!("04-follow-up.md"),
    more: &[],
    template: "follow-up",
    account: Some("northwind-freight"),
    opportunity: Some("OPP-7H3J5K9M"),
    flags: &[],
    missing: &[
        ("follows", "is missing"),
        ("preferred_dates", "names no time zone"),
    ],
    others: &[],
};

/// Both opportunities are there and either could be meant, so neither is taken.
pub(super) const TWO_CUSTOMERS: Case = Case {
    name: form!("05-two-customers.md"),
    text: text!("05-two-customers.md"),
    more: &[],
    template: "sa-activity",
    account: None,
    opportunity: None,
    flags: &[],
    missing: &[
        (
            "customer",
            "names 2 opportunities: `0064M00000GhI78QAK`, `0064M00000GhI79QAK`",
        ),
        ("opportunity", "is missing"),
        (
            "preferred_dates",
            "`11/12/2026` can be read as 11 December or 12 November 2026",
        ),
        ("hosting", "could be Self-Managed or GitLab.com"),
        ("meeting.goal", "says `n/a`"),
        ("meeting.objectives", "is missing"),
        ("meeting.expectations", "is missing"),
    ],
    others: &[],
};

pub(super) const ONE_OF_TWO: Case = Case {
    more: &["--opportunity", "0064M00000GhI78"],
    account: Some("kestrel-robotics"),
    opportunity: Some("OPP-3C3C3C3C"),
    missing: &[
        ("preferred_dates", "can be read as"),
        ("hosting", "could be Self-Managed or GitLab.com"),
        ("meeting.goal", "says `n/a`"),
        ("meeting.objectives", "is missing"),
        ("meeting.expectations", "is missing"),
    ],
    ..TWO_CUSTOMERS
};

/// The form as the board offers it, with nothing filled in.
pub(super) const EMPTY: &str = form!("06-empty-form.md");

/// Key and text of every item of the complete form.
pub(super) const COMPLETE_FIELDS: &[(&str, &str)] = &[
    (
        "customer",
        "Northwind Freight, https://gitlab.my.salesforce.com/0064M00000XyZ12QAF\nEMEA, Enterprise, about 1,400 developers.",
    ),
    (
        "preferred_dates",
        "- Tue 1 Dec 2026 15:00 CET\n- Wed 2 Dec 2026 10:30 Europe/Berlin\n- 2026-12-03T09:00+01:00",
    ),
    ("hosting", "Self-Managed (their own OpenShift in Frankfurt)"),
    (
        "pain_points",
        "Releases take eleven days from merge to production because four teams hand over by e-mail.\nAuditors found 37 production changes without a reviewer in the last quarter.",
    ),
    (
        "required_capabilities",
        "* Merge request approvals that cannot be bypassed\n* SBOM per release\n* Runner autoscaling inside OpenShift",
    ),
    (
        "current_tools",
        "Jenkins (to be replaced), Bitbucket Data Center (to be replaced), SonarQube - **non-negotiable**, Artifactory (non-negotiable until 2027)",
    ),
    (
        "sa_asks",
        "Demo of compliance pipelines, then technical Q&A with the platform team.",
    ),
    (
        "command_plan.link",
        "https://docs.example.com/command-plans/northwind",
    ),
    (
        "command_plan.why_now",
        "The regulator's follow-up audit is on 15 March 2027 and they must show enforced reviews by then.",
    ),
    (
        "command_plan.identified_pain",
        "Lars Holm (VP Platform) loses two release managers to manual evidence collection every quarter.",
    ),
    ("command_plan.champion", "Lars Holm"),
    (
        "meeting.goal",
        "agree which two capabilities a proof of value would have to show.",
    ),
    ("meeting.objectives", "yes"),
    (
        "meeting.expectations",
        "yes, a 60 minute working session, no slides",
    ),
];
