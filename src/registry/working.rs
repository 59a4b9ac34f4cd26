//! What has been decided and is not durable yet, laid over the view.

use std::{collections::HashMap, sync::Arc};

use bytes::Bytes;
use jiff::Timestamp;

use super::view::{Answered, Change, Version, View};
use crate::{
    domain::{AgreementId, Identifier, Reference},
    journal::Position,
};

/// A record that has been decided, and what the view takes over when it is durable.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    pub(super) change: Change,
    pub(super) recorded_at: Timestamp,
    pub(super) bytes: Bytes,
}

/// The working state: the view, and above it every record from the durable end to the working end.
#[derive(Debug)]
pub(super) struct Working {
    view: Arc<View>,
    agreements: HashMap<AgreementId, Above>,
    references: HashMap<Reference, AgreementId>,
}

#[derive(Debug)]
struct Above {
    version: Arc<Version>,
    requests: HashMap<Identifier, Answered>,
    position: Position,
}

impl Working {
    pub(super) fn over(view: Arc<View>) -> Self {
        Self { view, agreements: HashMap::new(), references: HashMap::new() }
    }

    /// The version on which a decision about an agreement rests.
    pub(super) fn version(&self, id: &AgreementId) -> Option<Arc<Version>> {
        self.agreements.get(id).map(|above| Arc::clone(&above.version)).or_else(|| self.view.version(id))
    }

    /// What was decided under a request id.
    pub(super) fn answered(&self, id: &AgreementId, request: &Identifier) -> Option<Answered> {
        let above = self.agreements.get(id).and_then(|above| above.requests.get(request).copied());
        above.or_else(|| self.view.answered(id, request))
    }

    /// The agreement that has this reference.
    pub(super) fn by_reference(&self, reference: &Reference) -> Option<AgreementId> {
        self.references.get(reference).cloned().or_else(|| self.view.by_reference(reference))
    }

    /// Lays a record over what is there.
    pub(super) fn add(&mut self, change: &Change) {
        if let Some(reference) = change.version.agreement.reference()
            && self.by_reference(reference).is_none()
        {
            self.references.insert(reference.clone(), change.id.clone());
        }
        let above = self.agreements.entry(change.id.clone()).or_insert_with(|| Above {
            version: Arc::clone(&change.version),
            requests: HashMap::new(),
            position: change.position,
        });
        above.version = Arc::clone(&change.version);
        above.position = change.position;
        if let Some((id, answered)) = &change.request {
            above.requests.insert(id.clone(), *answered);
        }
    }

    /// Forgets what the view has taken over.
    pub(super) fn settle(&mut self, changes: &[Change]) {
        for change in changes {
            if let Some(reference) = change.version.agreement.reference() {
                self.references.remove(reference);
            }
            if self.agreements.get(&change.id).is_some_and(|above| above.position <= change.position) {
                self.agreements.remove(&change.id);
            }
        }
    }

    /// Forgets everything that is not durable, but for `kept`.
    pub(super) fn reset<'a>(&mut self, kept: impl IntoIterator<Item = &'a Prepared>) {
        self.agreements.clear();
        self.references.clear();
        for prepared in kept {
            self.add(&prepared.change);
        }
    }
}
