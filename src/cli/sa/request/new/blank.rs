//! The form that `--edit` opens: a record in YAML with a comment for every item.

use super::given::Given;
use crate::records::request::{Flag, Item, Template};
use crate::source::rewrite::{Yaml, render};

/// Returns the form, filled with what was given.
pub(super) fn form(given: &Given) -> String {
    let mut text = String::from(
        "# A request. Fill in what you know, save and close; delete everything to leave it.\n\
         # Text over several lines goes below the key, indented, after a `|`.\n\n",
    );
    let templates: Vec<&str> = Template::ALL.iter().map(|(_, name, _)| *name).collect();
    let flags: Vec<&str> = Flag::ALL.iter().map(|(_, name, _)| *name).collect();
    line(&mut text, given, "template", &templates.join(", "));
    line(
        &mut text,
        given,
        "requester",
        "short name of who asks; the owner of the opportunity when left out",
    );
    line(&mut text, given, "region", "the board it stands on");
    line(
        &mut text,
        given,
        "flags",
        &format!("any of: {}", flags.join(", ")),
    );
    let template = given.get("template").and_then(Template::named);
    let template = template.unwrap_or(Template::SaActivity);
    let mut group = "";
    for row in Item::ALL {
        if !template.asks(row.item) && given.get(row.key).is_none() {
            continue;
        }
        let (outer, _) = row.key.split_once('.').unwrap_or(("", row.key));
        if outer != group && !outer.is_empty() {
            text.push_str(&format!("{outer}:\n"));
        }
        group = outer;
        line(&mut text, given, row.key, row.hint);
    }
    line(&mut text, given, "remarks", "anything else, word for word");
    text
}

fn line(text: &mut String, given: &Given, key: &str, hint: &str) {
    let (indent, name) = match key.split_once('.') {
        Some((_, name)) => ("  ", name),
        None => ("", key),
    };
    text.push_str(&format!("{indent}# {hint}\n"));
    let Some(said) = given.get(key) else {
        text.push_str(&format!("{indent}{name}:\n"));
        return;
    };
    let value = match key {
        "flags" => Yaml::List(
            said.split(',')
                .map(|flag| Yaml::Text(flag.into()))
                .collect(),
        ),
        _ => Yaml::Text(said.into()),
    };
    let rendered = render(&Yaml::Map(vec![(name.into(), value)]));
    for one in rendered.lines() {
        let line = if one.is_empty() {
            String::new()
        } else {
            format!("{indent}{one}")
        };
        text.push_str(&line);
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::sa::request::new::given::from_yaml;

    #[test]
    fn the_form_reads_back_as_what_was_given() {
        let mut given = Given::default();
        given.set("template", "follow-up");
        given.set("customer", "Northwind Freight\n\n- two lines: odd # ones");
        given.set("command_plan.why_now", "The audit is in March.\nAnd more.");
        given.set("flags", "expedite,pov");
        let read = from_yaml("form.yaml", &form(&given)).expect("the form is valid");
        for setting in &given.settings {
            assert_eq!(
                read.get(&setting.key),
                Some(setting.text.as_str()),
                "{}",
                setting.key
            );
        }
        assert_eq!(read.get("hosting"), None);
    }

    #[test]
    fn a_form_has_the_items_of_its_template_and_what_was_said_beside_them() {
        for (template, name, _) in Template::ALL {
            let mut given = Given::default();
            given.set("template", *name);
            given.set("event.name", "GitOps Day");
            let form = form(&given);
            let value = serde_yaml::from_str::<serde_json::Value>(&form).expect("YAML");
            for row in Item::ALL {
                let pointer = format!("/{}", row.key.replace('.', "/"));
                let is_there = template.asks(row.item) || row.item == Item::EventName;
                assert_eq!(
                    value.pointer(&pointer).is_some(),
                    is_there,
                    "{name} {}",
                    row.key
                );
            }
        }
    }
}
