//! Lists of agreements, in pages that all show one state of the register.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Freshness, KnownAt, ReadError, Registry, Version,
    index::{Era, Key},
};
use crate::{
    domain::{Agreement, AgreementId, Identifier, Reference, Stage, Status},
    journal::Position,
};

/// Which agreements to list: those that pass every set; an empty set lets all pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementFilter {
    /// In one of these states.
    pub statuses: Vec<Status>,
    /// In one of these stages.
    pub stages: Vec<Stage>,
    /// With one of these on the list of participants: a participant's id, or the ISO 3166-1 code of its state.
    pub parties: BTreeSet<Box<str>>,
    /// With one of these references.
    pub references: BTreeSet<Reference>,
    /// With one of these areas in the terms.
    pub areas: BTreeSet<Identifier>,
}

impl AgreementFilter {
    fn lets_through(&self, agreement: &Agreement) -> bool {
        self.statuses_let_through(agreement)
            && self.parties_let_through(agreement)
            && self.terms_let_through(agreement)
    }

    fn statuses_let_through(&self, agreement: &Agreement) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&agreement.status()))
            && (self.stages.is_empty() || self.stages.contains(&agreement.stage()))
    }

    fn parties_let_through(&self, agreement: &Agreement) -> bool {
        self.parties.is_empty()
            || agreement.participants().iter().any(|participant| {
                let spec = &participant.spec;
                self.parties.contains(spec.participant_id.as_str())
                    || spec.state.is_some_and(|state| self.parties.contains(state.as_str()))
            })
    }

    fn terms_let_through(&self, agreement: &Agreement) -> bool {
        let reference = agreement.reference();
        (self.references.is_empty() || reference.is_some_and(|reference| self.references.contains(reference)))
            && (self.areas.is_empty()
                || agreement
                    .terms()
                    .is_some_and(|terms| terms.areas.iter().any(|area| self.areas.contains(&area.code))))
    }

    /// For each set that is not empty, the properties of which one is needed.
    fn keys(&self) -> Vec<Vec<Key>> {
        let sets = [
            self.statuses.iter().map(|status| Key::Status(*status)).collect::<Vec<_>>(),
            self.stages.iter().map(|stage| Key::Stage(*stage)).collect(),
            self.parties.iter().map(|party| Key::Party(party.clone())).collect(),
            self.areas.iter().map(|area| Key::Area(area.clone())).collect(),
        ];
        sets.into_iter().filter(|keys| !keys.is_empty()).collect()
    }
}

/// A page of a list of agreements.
#[derive(Clone, Debug)]
pub struct AgreementQuery {
    /// Which agreements.
    pub filter: AgreementFilter,
    /// After this one, in the order of the ids.
    pub after: Option<AgreementId>,
    /// As was known then; without it, as of the present end.
    pub known_at: Option<KnownAt>,
    /// So many at most.
    pub agreements_max: usize,
}

/// Agreements in the order of their ids, as they stood at one position.
#[derive(Clone, Debug)]
pub struct AgreementPage {
    /// The agreements.
    pub versions: Vec<Arc<Version>>,
    /// The position that the whole list is about.
    pub until: Position,
    /// After which agreement the next page begins; `None` when this was the last one.
    pub next: Option<AgreementId>,
}

/// How many candidates are looked at in one go, and how many for one page, even if it stays empty.
const CHUNK: usize = 256;
const LOOKED_AT_MAX: usize = 10_000;

impl Registry {
    /// A page of agreements.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn agreements(
        &self,
        query: &AgreementQuery,
        freshness: Freshness,
    ) -> Result<AgreementPage, ReadError> {
        let until = self.known(query.known_at, freshness).await?;
        let mut page = AgreementPage { versions: Vec::new(), until, next: None };
        let era = if self.is_recent(until) { Era::Present } else { Era::Any };
        let (mut changed_until, mut changed) = (until, BTreeSet::new());
        let mut after = query.after.clone();
        let mut looked_at = 0;
        loop {
            let mut candidates = self.candidates(&query.filter, era, after.as_ref());
            let is_last = candidates.len() < CHUNK;
            if era == Era::Present {
                // What has changed since may have had other properties then, and is looked at in any case.
                self.recorded_since(&mut changed_until, &mut changed).await?;
            }
            let until_id = candidates.last().filter(|_| !is_last).cloned();
            let ahead = changed.iter().filter(|id| {
                after.as_ref().is_none_or(|after| *id > after)
                    && until_id.as_ref().is_none_or(|until_id| *id <= until_id)
            });
            candidates.extend(ahead.cloned());
            for id in candidates {
                if page.versions.len() >= query.agreements_max || looked_at >= LOOKED_AT_MAX {
                    page.next = after;
                    return Ok(page);
                }
                looked_at += 1;
                if let Some(version) = self.version_at(&id, until).await?
                    && query.filter.lets_through(&version.agreement)
                {
                    page.versions.push(version);
                }
                after = Some(id);
            }
            if is_last {
                return Ok(page);
            }
            tokio::task::yield_now().await;
        }
    }

    /// An agreement as all records up to a position leave it, whatever their dates, and that position: what the pages of
    /// a list of its parts have in common. `None` if there was none yet.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn agreement_at(
        &self,
        id: &AgreementId,
        known_at: Option<KnownAt>,
        freshness: Freshness,
    ) -> Result<Option<(Arc<Version>, Position)>, ReadError> {
        let position = self.known(known_at, freshness).await?;
        let version = self.version_at(id, position).await?;
        Ok(version.map(|version| (self.shown(version), position)))
    }

    fn candidates(
        &self,
        filter: &AgreementFilter,
        era: Era,
        after: Option<&AgreementId>,
    ) -> BTreeSet<AgreementId> {
        let view = &self.inner.view;
        if filter.references.is_empty() {
            return view.candidates(&filter.keys(), era, after, CHUNK);
        }
        let named = filter.references.iter().filter_map(|reference| view.by_reference(reference));
        let named: BTreeSet<_> = named.filter(|id| after.is_none_or(|after| id > after)).collect();
        named.into_iter().take(CHUNK).collect()
    }

    /// An agreement as it stood at a position; `None` if there was none yet.
    pub(super) async fn version_at(
        &self,
        id: &AgreementId,
        until: Position,
    ) -> Result<Option<Arc<Version>>, ReadError> {
        match self.inner.view.version(id) {
            Some(version) if version.position > until => {
                Ok(self.version_then(id, until).await?.map(Arc::new))
            }
            version => Ok(version),
        }
    }
}
