//! Tests of whole forms: those received, the rules between items, and laws over any text.
//! What one file alone decides is tested there.

mod laws;
mod received;
mod rules;

use super::{Form, read};

fn form(text: &str) -> Form {
    read(text, &|name| {
        ["Europe/Berlin", "Europe/Zurich"].contains(&name)
    })
}

/// Keys and texts of the answers, in the order of the form.
fn said(form: &Form) -> Vec<(&str, &str)> {
    let answers = form.answers.iter();
    answers
        .map(|answer| (answer.key, answer.text.as_str()))
        .collect()
}

fn remarked(form: &Form) -> Vec<&str> {
    let remarks = form.remarks.iter();
    remarks.map(|remark| remark.text.as_str()).collect()
}
