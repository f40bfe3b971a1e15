//! Reads the Markdown of the board's issue template, as people fill it in, into a form.
//! Matching customers to accounts and making a record of it happen elsewhere.

mod actions;
mod customer;

mod form;
mod ids;
mod labels;
mod lines;
mod marks;
mod names;
mod sections;
#[cfg(test)]
mod tests;

pub use crate::records::values::answer::Doubt;
pub use actions::{LabelMeaning, OtherLabel};
pub use customer::{Match, customer};

/// What a request form says, word for word, with what is doubtful about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// `sa-activity`, `follow-up` or `vendor-security-assessment`; none when nothing says.
    pub template: Option<String>,
    /// In the order of the form, each key once; an item left blank has none.
    pub answers: Vec<Answer>,
    /// Flags of the request that labels set, such as `security-audit`, each once.
    pub flags: Vec<String>,
    /// Labels that set no flag.
    pub other_labels: Vec<OtherLabel>,
    /// Opportunity ids in the customer information as typed, each opportunity once; their check
    /// characters may be wrong, so compare them with `SfdcId::is_same`.
    pub sfdc_ids: Vec<String>,
    /// Names in the customer information, each once.
    pub customer_names: Vec<String>,
    /// What belongs to no item.
    pub remarks: Vec<Remark>,
}

/// The answer to one item of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Key of a request record, such as `command_plan.why_now`.
    pub key: &'static str,
    /// As typed, with inner line breaks, without blank lines around it.
    pub text: String,
    /// The gravest doubt; `answers::doubts` gives all.
    pub doubt: Option<Doubt>,
    /// Where the text begins, counted from 1.
    pub line: usize,
}

/// Text of a form that belongs to no item, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub text: String,
    /// Where the text begins, counted from 1.
    pub line: usize,
}

impl Form {
    /// Returns the answer to a key such as `sa_asks`.
    pub fn answer(&self, key: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.key == key)
    }
}

/// Reads a form; every text is one. `known_zone` tells whether an IANA time zone exists.
///
/// Items may be headings, bold or plain labels. An item named twice has both texts, a blank line
/// between them; texts that hold no answer become remarks when another one does.
pub fn read(text: &str, known_zone: &dyn Fn(&str) -> bool) -> Form {
    form::assemble(&lines::lines(text), known_zone)
}

/// Returns the numbers of the lines that lie in blocks of code, counted from 1.
pub(super) fn lines_of_code(text: &str) -> std::collections::BTreeSet<usize> {
    let lines = lines::lines(text);
    let code = lines.iter().filter(|line| line.kind == lines::Kind::Code);
    code.map(|line| line.number).collect()
}
