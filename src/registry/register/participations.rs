//! In which agreements somebody takes part.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use super::{
    gather::{Looking, cut},
    place::{Moment, Place, PlaceCursor},
};
use crate::{
    domain::Participant,
    journal::Position,
    registry::{Freshness, KnownAt, ReadError, Registry, Version, index::Key},
};

/// Whose participations to list.
#[derive(Clone, Debug)]
pub struct ParticipationQuery {
    /// A participant's id, or the ISO 3166-1 code of its state.
    pub party: Box<str>,
    /// The day that is asked about; without it, how things stand when the first page is made.
    pub as_of: Option<Date>,
    /// What was known; without it, all that is known now.
    pub known_at: Option<KnownAt>,
    /// After this place.
    pub after: Option<PlaceCursor>,
    /// So many at most.
    pub participations_max: usize,
}

/// Somebody's part in an agreement.
#[derive(Clone, Debug)]
pub struct Participation {
    /// The agreement.
    pub version: Arc<Version>,
    /// The participant.
    pub participant: Arc<Participant>,
    /// Where it stands in the list.
    pub place: PlaceCursor,
}

/// A page of participations, by the day since which each is what it is.
#[derive(Clone, Debug)]
pub struct ParticipationPage {
    /// The participations.
    pub participations: Vec<Participation>,
    /// The day that the list is about.
    pub day: Date,
    /// The position that the list is about.
    pub until: Position,
    /// After which place the next page begins; `None` when this was the last one.
    pub next: Option<PlaceCursor>,
}

impl Registry {
    /// A page of somebody's participations, past ones too.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn participations(
        &self,
        query: &ParticipationQuery,
        freshness: Freshness,
    ) -> Result<ParticipationPage, ReadError> {
        let until = self.known(query.known_at, freshness).await?;
        let moment = self.moment(query.as_of, query.after.as_ref());
        let day = moment.day;
        let after = query.after.as_ref().and_then(|after| self.place(after));
        if query.after.is_some() && after.is_none() {
            // Nothing comes after an agreement that nobody has.
            return Ok(ParticipationPage { participations: Vec::new(), day, until, next: None });
        }
        let sets = [vec![Key::Party(query.party.clone())]];
        let looking = Looking { moment, until, items_max: query.participations_max };
        let entries = |version: &Arc<Version>| {
            let entries = query.entries(version, moment).into_iter();
            entries.filter(|(place, _)| after.as_ref().is_none_or(|after| place > after)).collect()
        };
        let found = self.gather(&BTreeSet::new(), &sets, looking, entries).await?;
        let (participations, next) = cut(found, query.participations_max);
        let next = next.map(|place| PlaceCursor::of(moment.at, &place));
        Ok(ParticipationPage { participations, day, until, next })
    }
}

impl ParticipationQuery {
    fn entries(&self, version: &Arc<Version>, moment: Moment) -> Vec<(Place, Participation)> {
        let agreement = &version.agreement;
        let Some(reference) = agreement.reference() else { return Vec::new() };
        let numbered = (0..).zip(agreement.participants());
        let theirs = numbered.filter(|(_, participant)| participant.spec.is_called(&self.party));
        let placed = theirs.map(|(number, participant)| {
            let place = Place {
                on: since(participant),
                rank: 0,
                reference: reference.clone(),
                id: agreement.id().clone(),
                number,
            };
            let participant = Arc::clone(participant);
            let cursor = PlaceCursor::of(moment.at, &place);
            (place, Participation { version: Arc::clone(version), participant, place: cursor })
        });
        placed.collect()
    }
}

/// The day since which a participation is dated: that of force, else of consent, signature, invitation.
fn since(participant: &Participant) -> Date {
    let signed_on = participant.signature.as_ref().map(|signature| signature.signed_on);
    let dated = participant.in_force_from.or(participant.consented_on).or(signed_on);
    dated.unwrap_or(participant.invited_on)
}
