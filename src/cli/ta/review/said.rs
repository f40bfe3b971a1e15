//! Comments and answers as they are typed in flags.

use crate::records::review::{Answer, Item};

/// A comment as it was typed: the key it is on, and what it says.
#[derive(Clone, Debug)]
pub(super) struct Remarked {
    pub(super) path: String,
    pub(super) text: String,
}

/// An answer as it was typed.
#[derive(Clone, Debug)]
pub(super) struct Answering {
    pub(super) item: Item,
    pub(super) answer: Answer,
    pub(super) reason: Option<String>,
}

/// Reads `PATH:TEXT`.
pub(super) fn remark(text: &str) -> Result<Remarked, String> {
    match text.split_once(':') {
        Some((path, said)) if !path.trim().is_empty() && !said.trim().is_empty() => Ok(Remarked {
            path: path.trim().into(),
            text: said.trim().into(),
        }),
        _ => Err("write the key, a colon, and the comment, as price:too_high".into()),
    }
}

/// Reads `ITEM=yes`, `ITEM=no` or `ITEM=na:REASON`.
pub(super) fn answer(text: &str) -> Result<Answering, String> {
    let (item, said) = text
        .split_once('=')
        .ok_or("write the item, `=`, and the answer, as actions=yes")?;
    let words: Vec<&str> = Item::ALL.iter().map(|row| row.1).collect();
    let found = Item::ALL.iter().find(|row| row.1 == item.trim());
    let (item, ..) = found.ok_or(format!(
        "there is no item `{item}`; use one of: {}",
        words.join(", ")
    ))?;
    let (word, reason) = match said.split_once(':') {
        Some((word, reason)) => (word.trim(), Some(reason.trim().to_owned())),
        None => (said.trim(), None),
    };
    let found = Answer::ALL.iter().find(|(_, own)| *own == word);
    let (answer, _) = found.ok_or(format!("`{word}` is no answer; use yes, no, or na:REASON"))?;
    if *answer == Answer::Na && reason.as_deref().unwrap_or_default().is_empty() {
        return Err("say why it does not apply, as security=na:training only".into());
    }
    Ok(Answering {
        item: *item,
        answer: *answer,
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_answers_are_read_as_typed() {
        let said = remark("deliverables[0].effort: too low: half").expect("a comment");
        assert_eq!(
            (said.path.as_str(), said.text.as_str()),
            ("deliverables[0].effort", "too low: half")
        );
        assert!(remark("price").is_err() && remark(":x").is_err() && remark("price: ").is_err());
        let said = answer("staffing=na: left to Ines").expect("an answer");
        assert_eq!((said.item, said.answer), (Item::Staffing, Answer::Na));
        assert_eq!(said.reason.as_deref(), Some("left to Ines"));
        for wrong in [
            "staffing",
            "staffing=maybe",
            "staff=yes",
            "staffing=na",
            "staffing=na:",
        ] {
            assert!(answer(wrong).is_err(), "{wrong}");
        }
    }
}
