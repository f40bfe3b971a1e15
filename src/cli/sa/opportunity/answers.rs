//! What `plan` and `meddpicc` have in common: questions that are shown, answered by `--set`, or in the editor.

use clap::Args;

use super::advance::Of;
use crate::changes::Plan;
use crate::changes::record::{Setting, set};
use crate::cli::sa::record::{self, setting};
use crate::cli::{Context, Exit, Failure, Output, find};
use crate::records::opportunity::KIND;
use crate::reports::answers::{self, Questions};

/// Which opportunity, and what is answered.
#[derive(Debug, Args)]
pub(super) struct Answers {
    #[command(flatten)]
    of: Of,

    /// Answer a question; an empty VALUE takes the answer away (can be repeated)
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    settings: Vec<Setting>,

    /// Open the record in your editor
    #[arg(long, conflicts_with = "settings")]
    edit: bool,
}

impl Answers {
    /// Shows the questions, answers them, or opens the record.
    pub(super) fn run(
        self,
        context: &Context,
        questions: &'static Questions,
    ) -> Result<Output, Failure> {
        if self.edit {
            let edit = record::Edit {
                id: self.of.id,
                settings: Vec::new(),
                edit: true,
                writing: self.of.writing,
            };
            return edit.run(context, &KIND);
        }
        if self.settings.is_empty() {
            let desk = context.open()?;
            let scene = find::scene(&desk, &KIND, &self.of.id)?;
            let opportunity = find::opportunity(&scene.records, &self.of.id)?;
            let mut output = Output::of(answers::answers(opportunity, questions));
            output.said.extend(desk.recovered);
            return Ok(output);
        }
        let settings = self.settings.into_iter();
        let settings = settings
            .map(|setting| of_question(setting, questions))
            .collect::<Result<Vec<_>, _>>()?;
        self.of.by(
            context,
            |opportunity, _| {
                let keys: Vec<&str> = settings.iter().map(|one| one.key.as_str()).collect();
                Ok(Plan {
                    files: vec![set(opportunity.file, &settings)?],
                    subject: format!(
                        "opportunities: set {} of {}",
                        keys.join(", "),
                        opportunity.id()
                    ),
                })
            },
            |opportunity| {
                let said = answers::count(&opportunity, questions);
                let next = format!("sa opp {} {}", questions.command, opportunity.id());
                (format!("{} answered: {said}", questions.title), vec![next])
            },
        )
    }
}

/// Returns an answer under the key of its question in the record.
fn of_question(setting: Setting, questions: &Questions) -> Result<Setting, Failure> {
    let prefix = format!("{}.", questions.key);
    let name = setting.key.strip_prefix(&prefix).unwrap_or(&setting.key);
    let name = name.to_lowercase().replace(['-', ' '], "_");
    let keys: Vec<&str> = questions.all.iter().map(|(key, _)| *key).collect();
    if keys.contains(&name.as_str()) {
        return Ok(Setting {
            key: format!("{prefix}{name}"),
            text: setting.text,
        });
    }
    let near = keys
        .iter()
        .map(|key| (strsim::damerau_levenshtein(key, &name), *key))
        .min()
        .filter(|(distance, key)| *distance <= 1 + key.len() / 4);
    let offer = near.map_or(String::new(), |(_, key)| format!("did you mean `{key}`? "));
    Err(Failure::new(
        Exit::Misuse,
        format!("the {} has no question `{}`", questions.title, setting.key),
        format!("{offer}its questions: {}", keys.join(", ")),
    ))
}
