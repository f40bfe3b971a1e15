//! The policies a new desk can begin with, as texts that people edit from there.

/// A policy to begin with.
pub struct Profile {
    pub name: &'static str,
    /// What sets it apart, in one line.
    pub summary: &'static str,
    /// The text of `desk.toml`.
    pub text: &'static str,
}

/// Every profile, the default first.
pub static PROFILES: &[Profile] = &[
    Profile {
        name: "source",
        summary: "the values of the source documents",
        text: include_str!("profiles/source.toml"),
    },
    Profile {
        name: "fy27",
        summary: "the rules of engagement of the FY27 handbook: no SA before stage 2, sentences enforced, one business day's notice of scoping calls",
        text: include_str!("profiles/fy27.toml"),
    },
];
