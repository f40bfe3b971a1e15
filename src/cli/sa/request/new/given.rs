//! What `sa request new` is given to begin with: a record as YAML, a form as Markdown, or flags.

use crate::calendar::Zone;
use crate::changes::intake::{self, LabelMeaning};
use crate::changes::record::Setting;
use crate::cli::desk::Scene;
use crate::cli::sa::request::typed::Typist;
use crate::cli::{Exit, Failure, find};
use crate::records::reading::shape::{Shape, settable, shape};
use crate::records::request::KIND;
use crate::records::request::{Flag, Template};
use crate::records::{Id, Opportunity, opportunity};

/// What was given, as far as it goes.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) settings: Vec<Setting>,
    /// Opportunities that could be meant, where it is not certain which.
    pub(super) candidates: Vec<String>,
    /// What could not be made out, as phrases for the user.
    pub(super) doubts: Vec<String>,
    /// How times were understood that left something open.
    pub(super) understood: Vec<String>,
}

impl Given {
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let found = self.settings.iter().find(|setting| setting.key == key);
        found
            .map(|setting| setting.text.as_str())
            .filter(|text| !text.trim().is_empty())
    }

    /// Returns the template, where one is named.
    pub(super) fn template(&self) -> Option<Template> {
        self.get("template").and_then(Template::named)
    }

    /// Sets a key, over what it said before.
    pub(super) fn set(&mut self, key: &str, text: impl Into<String>) {
        self.settings.retain(|setting| setting.key != key);
        self.settings.push(Setting {
            key: key.into(),
            text: text.into(),
        });
    }

    /// Sets a key unless it says something already.
    pub(super) fn fall_back(&mut self, key: &str, text: Option<&str>) {
        if let (None, Some(text)) = (self.get(key), text) {
            self.set(key, text);
        }
    }
}

/// Returns whether a text is a record in YAML and not a form in Markdown.
pub(super) fn is_yaml(name: &str, text: &str) -> bool {
    if name.ends_with(".yaml") || name.ends_with(".yml") {
        return true;
    }
    if name.ends_with(".md") || name.ends_with(".markdown") || name.ends_with(".txt") {
        return false;
    }
    let first = text
        .lines()
        .map(str::trim_end)
        .find(|line| !line.is_empty() && !line.starts_with('#') && *line != "---");
    let Some((key, rest)) = first.and_then(|line| line.split_once(':')) else {
        return false;
    };
    // Mails begin with `event: GitOps Day` too; keys with keys of their own have none of that behind them.
    let is_group = matches!(shape(&KIND, key), Some(Shape::Mapping(_)));
    let opens = rest.trim().is_empty() || rest.trim_start().starts_with(['{', '#']);
    KIND.keys.contains(&key) && (!is_group || opens)
}

/// Reads a form as account executives paste it.
pub(super) fn from_form(text: &str) -> Given {
    let form = intake::read(text, &Zone::is_known);
    let mut given = Given::default();
    if let Some(template) = &form.template {
        given.set("template", template.to_string());
    }
    for answer in &form.answers {
        given.set(answer.key, answer.text.clone());
    }
    if !form.flags.is_empty() {
        given.set("flags", form.flags.join(","));
    }
    let mut remarks: Vec<String> = form
        .remarks
        .iter()
        .map(|remark| remark.text.clone())
        .collect();
    for label in &form.other_labels {
        match &label.meaning {
            LabelMeaning::Region(region) => given.fall_back("region", Some(region)),
            LabelMeaning::State(state) => given.doubts.push(format!(
                "the label `{}` says {state}, and a new request is open; move it with `sa request claim`",
                label.name
            )),
            LabelMeaning::Unknown => remarks.push(format!("/label ~\"{}\"", label.name)),
        }
    }
    if !remarks.is_empty() {
        given.set("remarks", remarks.join("\n"));
    }
    given.set("sfdc_ids", form.sfdc_ids.join(","));
    given.set("customer_names", form.customer_names.join("\n"));
    given
}

/// Reads a record in YAML, without the keys that only commands write.
///
/// # Errors
/// It is not strict YAML, or has a key that requests do not have.
pub(super) fn from_yaml(name: &str, text: &str) -> Result<Given, Failure> {
    let misuse = |message: String, help: String| Failure::new(Exit::Refused, message, help);
    if let Some(fault) = crate::source::strict::faults(text).first() {
        let at = crate::source::Source {
            path: name.into(),
            text: text.into(),
        }
        .position(fault.span.start);
        return Err(misuse(
            format!("{name}:{}:{}: {}", at.line, at.column, fault.message),
            fault.help.clone(),
        ));
    }
    let value: serde_json::Value = serde_yaml::from_str(text).map_err(|error| {
        misuse(
            format!("{name}: {error}"),
            "write it as `sa request show ID --format json` shows one".into(),
        )
    })?;
    let keys = settable(&KIND);
    let mut given = Given::default();
    for (key, value) in value.as_object().into_iter().flatten() {
        if matches!(
            key.as_str(),
            "history" | "comments" | "flagged" | "handoffs"
        ) {
            return Err(misuse(
                format!("{name} has `{key}`, which only commands write"),
                format!("take `{key}` out; a new request begins its own"),
            ));
        }
        match value {
            serde_json::Value::Object(inner) => {
                for (name, value) in inner {
                    given.set(&format!("{key}.{name}"), words(value));
                }
            }
            value => given.set(key, words(value)),
        }
    }
    let unknown = given
        .settings
        .iter()
        .find(|setting| !keys.contains(&setting.key));
    if let Some(unknown) = unknown {
        return Err(misuse(
            format!("{name}: a request has no key `{}`", unknown.key),
            format!("its keys: {}", keys.join(", ")),
        ));
    }
    Ok(given)
}

fn words(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(","),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Fills in what follows from what was given: account, opportunity, requester, region; and times as they are meant.
pub(super) fn complete(given: &mut Given, typist: &Typist<'_>) -> Result<(), Failure> {
    let (scene, me) = (typist.scene, typist.me);
    for setting in &mut given.settings {
        given.understood.extend(typist.take(setting)?);
    }
    resolve(given, scene)?;
    if given.get("opportunity").is_none() && given.get("account").is_none() {
        match_customer(given, scene);
    }
    given
        .settings
        .retain(|setting| !matches!(setting.key.as_str(), "sfdc_ids" | "customer_names"));
    let records = &scene.records;
    let id = given
        .get("opportunity")
        .and_then(|id| id.parse::<Id>().ok());
    let found = id.and_then(|id| records.get::<Opportunity>(&opportunity::KIND, id.as_str()));
    if given.template().is_some_and(is_of_an_sa) {
        given.fall_back("requester", Some(me));
    }
    if let Some(found) = found {
        given.fall_back("account", Some(found.account.as_str()));
        given.fall_back("requester", Some(found.owner.as_str()));
        given.fall_back("region", found.region.as_deref());
    }
    let account = given.get("account").map(str::to_owned);
    let account = account.and_then(|slug| {
        records
            .file(&crate::records::account::KIND, &slug)?
            .record()?
            .region()
    });
    given.fall_back("region", account);
    given.fall_back("requester", Some(me));
    let requester = given.get("requester").unwrap_or_default().to_owned();
    let requester = records.file(&crate::records::person::KIND, &requester);
    given.fall_back("region", requester.and_then(|file| file.record()?.region()));
    Ok(())
}

/// Returns whether SAs ask for it themselves, and not an account executive for them.
fn is_of_an_sa(template: Template) -> bool {
    matches!(
        template,
        Template::Sme
            | Template::ProductSupport
            | Template::DemoWorkshop
            | Template::DemoSpecific
            | Template::SecondarySa
            | Template::RideAlong
    )
}

/// Replaces what names records by their ids.
fn resolve(given: &mut Given, scene: &Scene) -> Result<(), Failure> {
    let kinds = [
        ("opportunity", &opportunity::KIND),
        ("account", &crate::records::account::KIND),
        ("requester", &crate::records::person::KIND),
        ("follows", &KIND),
    ];
    for (key, kind) in kinds {
        let Some(text) = given.get(key).map(str::to_owned) else {
            continue;
        };
        let text = text.trim_start_matches('@');
        let by_sfdc = (key == "opportunity")
            .then(|| opportunity::with_sfdc_id(&scene.records, text))
            .flatten()
            .map(|found| found.id().to_owned());
        match by_sfdc.map_or_else(
            || find::file(&scene.records, kind, text).map(|file| file.id.to_string()),
            Ok,
        ) {
            Ok(id) => given.set(key, id),
            Err(failure) => {
                return Err(Failure {
                    message: format!("--{key}: {}", failure.message),
                    ..failure
                });
            }
        }
    }
    if let Some(region) = given.get("region").map(str::to_owned) {
        given.set("region", scene.region(&region).unwrap_or(region));
    }
    Ok(())
}

fn match_customer(given: &mut Given, scene: &Scene) {
    let list = |text: Option<&str>, mark: char| -> Vec<String> {
        text.map(|text| text.split(mark).map(str::to_owned).collect())
            .unwrap_or_default()
    };
    let mut ids = list(given.get("sfdc_ids"), ',');
    let mut names = list(given.get("customer_names"), '\n');
    if let (true, true, Some(customer)) = (ids.is_empty(), names.is_empty(), given.get("customer"))
    {
        let form = intake::read(
            &format!("## Customer Information\n{customer}\n"),
            &Zone::is_known,
        );
        ids = form.sfdc_ids;
        names = form.customer_names;
    }
    let matched = intake::customer(&ids, &names, &scene.records);
    given.fall_back(
        "account",
        matched.account.as_ref().map(|account| account.as_str()),
    );
    given.fall_back(
        "opportunity",
        matched.opportunity.as_ref().map(|id| id.as_str()),
    );
    given.candidates = matched.candidates;
    if given.get("customer").is_some() {
        given.doubts.extend(matched.doubts);
    }
}

/// Returns the words for templates, for the command line.
pub(super) fn templates() -> Vec<&'static str> {
    Template::ALL.iter().map(|(_, name, _)| *name).collect()
}

/// Returns the words for flags, for the command line.
pub(super) fn flags() -> Vec<&'static str> {
    Flag::ALL.iter().map(|(_, name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_yaml_by_its_name_or_by_its_first_line() {
        for (name, text, expected) in [
            ("a.yaml", "## SA Asks", true),
            ("a.md", "template: sme", false),
            ("-", "# a note\n---\ntemplate: sme\n", true),
            ("-", "event:\n  name: GitOps Day\n", true),
            ("-", "event: {name: GitOps Day}\n", true),
            ("-", "event: GitOps Day, can you come?\n", false),
            ("-", "Customer: Northwind\n", false),
            ("-", "hello: there\n", false),
            ("-", "", false),
        ] {
            assert_eq!(is_yaml(name, text), expected, "{name}: {text}");
        }
    }
}
