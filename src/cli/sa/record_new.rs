//! How a new record of any kind comes about: flags first, then questions, then the gate.

use super::record::with_sheet;
use crate::changes::Plan;
use crate::changes::record::Setting;
use crate::cli::change::{Scenery, change};
use crate::cli::desk::Scene;
use crate::cli::{Context, Exit, Failure, Output, Writing, find, prompt};
use crate::records::opportunity::Stage;
use crate::records::reading::shape::{Shape, shape};
use crate::records::{Handle, Kind, Naming, account, person};
use crate::source::FileChange;

/// One thing to ask for when no flag gave it.
#[derive(Debug)]
pub struct Question {
    pub key: &'static str,
    /// The flag that answers it, without dashes.
    pub flag: &'static str,
    pub words: &'static str,
    needed: bool,
}

impl Question {
    /// Returns a question without whose answer there is no record.
    pub const fn needed(key: &'static str, flag: &'static str, words: &'static str) -> Self {
        Self {
            key,
            flag,
            words,
            needed: true,
        }
    }

    /// Returns a question that can be left open.
    pub const fn optional(key: &'static str, flag: &'static str, words: &'static str) -> Self {
        Self {
            needed: false,
            ..Self::needed(key, flag, words)
        }
    }
}

/// A record about to be made.
#[derive(Debug)]
pub struct New {
    pub kind: &'static Kind,
    pub questions: &'static [Question],
    /// The short name asked for, for kinds that have one.
    pub handle: Option<String>,
    pub writing: Writing,
    /// How the file of a new record is made.
    pub create: Create,
}

/// Makes the file of a new record from its id and what was said of it.
pub type Create = fn(&str, &[Setting], &Scenery<'_>) -> Result<FileChange, Failure>;

/// Returns flags as settings, those left out gone.
pub fn settings_of<const N: usize>(flags: [(&str, Option<String>); N]) -> Vec<Setting> {
    flags
        .into_iter()
        .filter_map(|(key, text)| {
            Some(Setting {
                key: key.into(),
                text: text.filter(|text| !text.is_empty())?,
            })
        })
        .collect()
}

impl New {
    /// Makes the record.
    ///
    /// # Errors
    /// Something needed is missing and cannot be asked for; the gate refused it.
    pub fn run(self, context: &Context, mut settings: Vec<Setting>) -> Result<Output, Failure> {
        let desk = context.open()?;
        let scene = desk.now_of(&[self.kind])?;
        self.fill(context, &scene, &mut settings)?;
        let id = self.id(context, &scene, &settings)?;
        let mut path = String::new();
        let changed = change(context, &desk, self.writing, |scenery| {
            if scenery.scene.records.has(self.kind, &id) {
                return Err(Failure::new(
                    Exit::Refused,
                    format!("the {} `{id}` is there already", self.kind.name),
                    format!(
                        "see it with `sa {0} show {id}`, change it with `sa {0} edit {id}`, or choose another `--handle`",
                        self.kind.name
                    ),
                ));
            }
            let settings = resolved(&settings, scenery.scene)?;
            let file = (self.create)(&id, &settings, scenery)?;
            path = file.path.clone();
            Ok(Plan {
                files: vec![file],
                subject: format!("{}: add {id}", self.kind.folder),
            })
        })?;
        let mut output = changed.output;
        if changed.written {
            output
                .said
                .insert(0, format!("{} {id} is made: {path}", self.kind.name));
        }
        with_sheet(
            &find::scene(&desk, self.kind, &id)?.records,
            self.kind,
            &id,
            &mut output,
        );
        Ok(output)
    }

    /// Asks for what is missing, or says all of it at once.
    fn fill(
        &self,
        context: &Context,
        scene: &Scene,
        settings: &mut Vec<Setting>,
    ) -> Result<(), Failure> {
        let is_set =
            |settings: &[Setting], key: &str| settings.iter().any(|setting| setting.key == key);
        let missing: Vec<&Question> = self
            .questions
            .iter()
            .filter(|question| !is_set(settings, question.key))
            .collect();
        let needed: Vec<String> = missing
            .iter()
            .filter(|question| question.needed)
            .map(|question| format!("--{}", question.flag))
            .collect();
        if needed.is_empty() {
            return Ok(());
        }
        if !context.may_ask() {
            return Err(Failure::new(
                Exit::Misuse,
                format!("a new {} needs {}", self.kind.name, needed.join(", ")),
                format!("`sa {} new --help` shows an example", self.kind.name),
            ));
        }
        for question in missing {
            loop {
                let text = answer(context, scene, self.kind, question)?;
                if !text.is_empty() {
                    settings.push(Setting {
                        key: question.key.into(),
                        text,
                    });
                    break;
                }
                if !question.needed {
                    break;
                }
            }
        }
        Ok(())
    }

    fn id(
        &self,
        context: &Context,
        scene: &Scene,
        settings: &[Setting],
    ) -> Result<String, Failure> {
        match self.kind.naming {
            Naming::Prefix(prefix) => Ok(context.new_id(prefix, &scene.records)?.to_string()),
            Naming::Handle | Naming::Week => {
                if let Some(handle) = &self.handle {
                    let handle = handle.parse::<Handle>();
                    return handle.map(|handle| handle.to_string()).map_err(|why| {
                        Failure::new(Exit::Misuse, why, "choose another `--handle`")
                    });
                }
                let name = settings.iter().find(|setting| setting.key == "name");
                let handle = name.and_then(|name| Handle::from_name(&name.text));
                handle.map(|handle| handle.to_string()).ok_or_else(|| {
                    Failure::new(
                        Exit::Misuse,
                        "no short name can be made from the name",
                        "say one with `--handle`",
                    )
                })
            }
        }
    }
}

/// Asks one question: by choice where the record names another or a word of a list, else for a text.
pub fn answer(
    context: &Context,
    scene: &Scene,
    kind: &'static Kind,
    question: &Question,
) -> Result<String, Failure> {
    let choices: Vec<(String, String)> = match (question.key, shape(kind, question.key)) {
        ("account", _) => named(scene, &account::KIND),
        ("owner" | "solutions_architect" | "primary_sa" | "manager", _) => {
            named(scene, &person::KIND)
        }
        ("stage", _) => Stage::ALL
            .iter()
            .map(|(_, name)| ((*name).to_owned(), (*name).to_owned()))
            .collect(),
        ("region", _) => scene
            .policy
            .boards
            .keys()
            .map(|region| (region.clone(), region.clone()))
            .collect(),
        (_, Some(Shape::Word(words))) => {
            words.into_iter().map(|word| (word.clone(), word)).collect()
        }
        _ => Vec::new(),
    };
    if choices.is_empty() {
        return prompt::text(context, question.words, "");
    }
    let shown: Vec<String> = choices.iter().map(|(_, words)| words.clone()).collect();
    let chosen = prompt::choice(context, question.words, &shown)?;
    Ok(chosen.map(|at| choices[at].0.clone()).unwrap_or_default())
}

fn named(scene: &Scene, kind: &'static Kind) -> Vec<(String, String)> {
    scene
        .records
        .files_of(kind)
        .filter_map(|file| {
            Some((
                file.id.to_string(),
                format!("{}  {}", file.id, file.record()?.title()),
            ))
        })
        .collect()
}

/// Returns settings with people and accounts by their id, however they were named.
fn resolved(settings: &[Setting], scene: &Scene) -> Result<Vec<Setting>, Failure> {
    let resolve = |setting: &Setting| {
        let of = match setting.key.as_str() {
            "account" => &account::KIND,
            "owner" | "solutions_architect" | "primary_sa" => &person::KIND,
            _ => return Ok(setting.clone()),
        };
        let file = find::file(&scene.records, of, setting.text.trim_start_matches('@'))?;
        Ok(Setting {
            key: setting.key.clone(),
            text: file.id.to_string(),
        })
    };
    settings.iter().map(resolve).collect()
}
