//! Which records of a desk a review judges: those of its scope, and those that a change touches by reference.
//! What a check is then shown lives in `review`.

use std::collections::BTreeSet;

use super::review::{Review, Scope, plain};
use crate::records::{File, One, Opportunity, Sow, TaReview, Waiver, account, sow, waiver};

impl<'a> Review<'a> {
    /// Returns the record files to judge, ordered by path.
    pub(super) fn find_subjects(&mut self) -> Vec<&'a File> {
        match &self.scope {
            Scope::Whole => {
                self.after.read_all();
                self.after.files().collect()
            }
            Scope::Under(roots) => {
                let roots: Vec<&str> = roots.iter().map(|root| plain(root)).collect();
                self.after.files_under(&roots).collect()
            }
            Scope::Change => self.find_changed(),
            Scope::Part(path) => self.after.at(path).into_iter().collect(),
            Scope::Rest => Vec::new(),
        }
    }

    fn find_changed(&mut self) -> Vec<&'a File> {
        let mut paths: BTreeSet<&str> = self
            .touched
            .iter()
            .filter_map(|path| self.after.at(path))
            .map(File::path)
            .collect();
        let removed = self.removed();
        if !removed.is_empty() {
            let gone: Vec<&str> = removed.iter().map(|file| file.id.as_str()).collect();
            paths.extend(self.after.mentioning(&gone).into_iter().map(File::path));
        }
        // What is sold makes its account one that is worked; what that lacks is told, and not in the way.
        let sold = paths
            .iter()
            .filter_map(|path| self.after.at(path)?.as_one::<Opportunity>());
        let sold = sold
            .filter(|one| one.is_open())
            .map(|one| one.value().account.as_str());
        let accounts = sold.filter_map(|slug| self.after.file(&account::KIND, slug));
        for account in accounts.map(File::path).collect::<Vec<_>>() {
            if paths.insert(account) {
                self.only_for.entry(account.into()).or_default();
            }
        }
        self.add_reviewed(&mut paths);
        // A waiver is judged together with the record it is about.
        let waivers: Vec<One<'_, Waiver>> = self.after.all(&waiver::KIND).collect();
        for waiver in waivers {
            let about = self
                .after
                .files_named(&waiver.record)
                .into_iter()
                .map(File::path)
                .collect::<Vec<_>>();
            if paths.contains(waiver.file.path()) {
                for path in about.into_iter().filter(|path| paths.insert(path)) {
                    let checks = self.only_for.entry(path.into()).or_default();
                    checks.insert(waiver.check.clone());
                }
            } else if about.iter().any(|path| paths.contains(path)) {
                paths.insert(waiver.file.path());
            }
        }
        paths
            .into_iter()
            .filter_map(|path| self.after.at(path))
            .collect()
    }
}

impl<'a> Review<'a> {
    /// Adds the SOWs whose reviews change, and the reviews of SOWs that change: neither means anything alone.
    fn add_reviewed(&mut self, paths: &mut BTreeSet<&'a str>) {
        let after = self.after;
        let sows: Vec<&str> = paths
            .iter()
            .filter_map(|path| after.at(path)?.as_one::<Sow>())
            .map(|sow| sow.id())
            .collect();
        for id in sows {
            let reviews = crate::records::review::of_sow(after, id);
            paths.extend(reviews.iter().map(|review| review.file.path()));
        }
        let touched = self.touched.iter();
        let changed = touched.filter_map(|path| after.at(path)?.as_one::<TaReview>());
        let removed = self.removed();
        let removed = removed.iter().filter_map(|file| file.as_one::<TaReview>());
        for review in changed.chain(removed).collect::<Vec<_>>() {
            let Some(sow) = after.file(&sow::KIND, review.value().sow.as_str()) else {
                continue;
            };
            // Who asks for changes is not kept from it by what is wrong with the SOW.
            if paths.insert(sow.path()) && !review.approves() {
                let own = ["review-missing", "review-void"].map(str::to_owned);
                self.only_for.insert(sow.path().into(), own.into());
            }
        }
    }
}
