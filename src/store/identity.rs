//! Who is at the keyboard, by git's own rules.
//! Who that is among the people of the desk is the business of `records`.

use git2::Config;

use super::{Store, Trouble};

/// A name and an email as a commit carries them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub name: String,
    pub email: String,
}

/// A moment as a commit carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// Seconds since 1970 in UTC.
    pub seconds: i64,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

/// The two parts a person plays in a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Author,
    Committer,
}

impl Store {
    /// Acts as somebody from here on, whatever git says; for desks that are made up: nothing is signed, no hook
    /// of others is run, and no write waits for the disk.
    pub fn act_as(&mut self, identity: Identity) {
        self.acting = Some(identity);
    }

    /// Writes somebody into the configuration of this repository alone, as who works in it.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn set_identity(&self, identity: &Identity) -> Result<(), Trouble> {
        let set = || {
            let mut config = self
                .repository
                .config()?
                .open_level(git2::ConfigLevel::Local)?;
            config.set_str("user.name", &identity.name)?;
            config.set_str("user.email", &identity.email)
        };
        set().map_err(|error| Trouble::of_git("write git's configuration", &error))
    }

    /// Returns who acts: from `GIT_AUTHOR_*` or `GIT_COMMITTER_*`, else from git's configuration.
    ///
    /// # Errors
    /// No name or no email is set.
    pub fn identity(&self, part: Part) -> Result<Identity, Trouble> {
        if let Some(acting) = &self.acting {
            return Ok(acting.clone());
        }
        if let Some(identity) = self.identity_from_environment(part) {
            return Ok(identity);
        }
        let config = self
            .repository
            .config()
            .map_err(|error| Trouble::of_git("read git's configuration", &error))?;
        let name = configured(&config, part, "name");
        let email = configured(&config, part, "email");
        match (name, email) {
            (Some(name), Some(email)) => Ok(Identity { name, email }),
            (name, email) => Err(unknown_person(name, email)),
        }
    }
}

impl Store {
    /// Returns who the environment says, if it says anything that the configuration does not.
    fn identity_from_environment(&self, part: Part) -> Option<Identity> {
        let signature = match part {
            Part::Author => self.repository.author_from_env(),
            Part::Committer => self.repository.committer_from_env(),
        };
        let said = of_signature(&signature.ok()?);
        let configured = self
            .repository
            .signature()
            .ok()
            .map(|signature| of_signature(&signature));
        (Some(&said) != configured.as_ref()).then_some(said)
    }
}

fn of_signature(signature: &git2::Signature<'_>) -> Identity {
    Identity {
        name: String::from_utf8_lossy(signature.name_bytes()).into_owned(),
        email: String::from_utf8_lossy(signature.email_bytes()).into_owned(),
    }
}

fn configured(config: &Config, part: Part, key: &str) -> Option<String> {
    let section = match part {
        Part::Author => "author",
        Part::Committer => "committer",
    };
    [section, "user"].into_iter().find_map(|section| {
        let value = config.get_string(&format!("{section}.{key}")).ok()?;
        Some(value.trim().to_string()).filter(|value| !value.is_empty())
    })
}

fn unknown_person(name: Option<String>, email: Option<String>) -> Trouble {
    let missing = match (name, email) {
        (None, None) => "neither user.name nor user.email is",
        (None, Some(_)) => "user.name is not",
        _ => "user.email is not",
    };
    Trouble::new(
        format!("git does not know who you are: {missing} set"),
        "`git config --global user.name \"Your Name\"` and `git config --global user.email you@example.com`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sandbox::Sandbox;

    #[test]
    fn identity_comes_from_the_configuration_and_its_absence_is_said() {
        let sandbox = Sandbox::new();
        let identity = sandbox.store().identity(Part::Author).expect("set");
        assert_eq!(identity.email, "ada@example.com");
        sandbox.git(&["config", "author.email", "pen@example.com"]);
        let author = sandbox.store().identity(Part::Author).expect("set");
        assert_eq!(author.email, "pen@example.com");
        let committer = sandbox.store().identity(Part::Committer).expect("set");
        assert_eq!(committer.email, "ada@example.com");

        let nora = Identity {
            name: "Nora".into(),
            email: "nora@example.com".into(),
        };
        sandbox.store().set_identity(&nora).expect("written");
        let committer = sandbox.store().identity(Part::Committer).expect("set");
        assert_eq!(committer, nora);

        sandbox.git(&["config", "user.email", ""]);
        let trouble = sandbox
            .store()
            .identity(Part::Committer)
            .expect_err("email is empty");
        assert_eq!(
            trouble.message,
            "git does not know who you are: user.email is not set"
        );
        assert!(trouble.help.contains("git config --global user.email"));
    }
}
