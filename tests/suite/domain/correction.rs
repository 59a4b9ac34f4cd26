//! Corrections of the record: what is known changes, what was said stays.

use depositary::domain::*;

use super::{given::*, reason};

fn place(name: &str) -> Option<FieldValue> {
    Some(FieldValue::Place(Place { name: name.into(), country: None, un_locode: None, kind: None }))
}

fn text(words: &str) -> Option<FieldValue> {
    Some(FieldValue::Text(words.into()))
}

fn localized(one: &str) -> Option<FieldValue> {
    Some(FieldValue::Localized(words(one)))
}

fn personal(words: &str) -> Option<FieldValue> {
    Some(FieldValue::Personal(Personal::Text(words.into())))
}

fn signed_at(agreement: &Agreement, participant_id: &str) -> u64 {
    agreement.participant(&id(participant_id)).unwrap().signed_at_revision.unwrap()
}

#[test]
fn every_field_that_no_date_is_computed_from_can_be_corrected() {
    let given = in_force();
    let (invited, signed) = (2, signed_at(&given, "A"));
    assert_eq!(given.participant(&id("A")).unwrap().invited_at_revision, invited);
    let fields = [
        (1, "title", localized("An agreement"), localized("The agreement")),
        (1, "short_title", None, localized("Short")),
        (1, "custodian", None, text("The ministry")),
        (invited, "participant.name", localized("A"), localized("Alpha")),
        (invited, "participant.on_behalf_of", None, text("A republic")),
        (signed, "signature.place", None, place("Tashkent")),
        (signed, "signature.signatory.name", personal("N. N."), personal("A. B.")),
        (signed, "signature.signatory.title", text("Secretary"), text("Minister")),
    ];
    let mut after = given.clone();
    for (revision, field, old, new) in fields.clone() {
        let stale = Rejection::StaleValue { target_revision: revision, field: field.into() };
        assert_eq!(refused(&given, "2022-04-01", correct(revision, field, new.clone(), new.clone())), stale);
        after = on(&after, "2022-04-01", correct(revision, field, old.clone(), new.clone()));
        // What was known before is stale now.
        assert_eq!(refused(&after, "2022-04-01", correct(revision, field, old, new)), stale);
    }
    let header = after.header().unwrap();
    assert_eq!((&header.title, &header.short_title), (&words("The agreement"), &words("Short")));
    assert_eq!(header.custodian.as_deref(), Some("The ministry"));
    let participant = after.participant(&id("A")).unwrap();
    assert_eq!(participant.spec.name, words("Alpha"));
    assert_eq!(participant.spec.on_behalf_of.as_deref(), Some("A republic"));
    let signature = participant.signature.as_ref().unwrap();
    assert_eq!(signature.place.as_ref().map(|place| &*place.name), Some("Tashkent"));
    assert_eq!(signature.signatory.name, Some(Personal::Text("A. B.".into())));
    assert_eq!(&*signature.signatory.title, "Minister");
    // The other participant is as it was.
    assert_eq!(after.participant(&id("B")), given.participant(&id("B")));
}

#[test]
fn what_need_not_be_said_can_be_taken_away() {
    let given = in_force();
    let signed = signed_at(&given, "A");
    let after =
        on(&given, "2022-04-01", correct(signed, "signature.signatory.name", personal("N. N."), None));
    assert_eq!(after.participant(&id("A")).unwrap().signature.as_ref().unwrap().signatory.name, None);
    let after =
        on(&after, "2022-04-01", correct(signed, "signature.signatory.title", text("Secretary"), None));
    assert_eq!(&*after.participant(&id("A")).unwrap().signature.as_ref().unwrap().signatory.title, "");
    let then = Rejection::BadValue { field: CommandField::NewValue };
    assert_eq!(refused(&after, "2022-04-01", correct(1, "title", localized("An agreement"), None)), then);
}

#[test]
fn an_event_that_there_is_not_is_not_corrected() {
    let given = in_force();
    for revision in [0, given.revision() + 1] {
        let then = Rejection::EventNotFound { revision };
        assert_eq!(
            refused(&given, "2022-04-01", correct(revision, "title", localized("x"), localized("y"))),
            then
        );
    }
}

#[test]
fn a_field_is_corrected_where_it_stands() {
    let given = in_force();
    for (revision, field) in [
        (1, "reference"),
        (1, "signature.place"),
        (2, "participant.kind"),
        (4, "terms"),
        (signed_at(&given, "A"), "signature.signed_on"),
        (given.revision(), "signature.place"),
    ] {
        let then = Rejection::FieldNotCorrectable { target_revision: revision, field: field.into() };
        assert_eq!(refused(&given, "2022-04-01", correct(revision, field, None, None)), then, "{field}");
    }
}

#[test]
fn a_value_is_of_the_kind_of_its_field() {
    let given = in_force();
    let bad = |field| Rejection::BadValue { field };
    let title = |old, new| refused(&given, "2022-04-01", correct(1, "title", old, new));
    assert_eq!(title(text("An agreement"), localized("x")), bad(CommandField::OldValue));
    assert_eq!(title(localized("An agreement"), place("x")), bad(CommandField::NewValue));
    let custodian = refused(&given, "2022-04-01", correct(1, "custodian", None, text("")));
    assert_eq!(custodian, bad(CommandField::NewValue));
}

#[test]
fn the_record_can_be_corrected_in_every_state_and_nothing_else_changes() {
    let ended = on(&in_force(), "2022-04-01", terminate(&["A", "B"]));
    for given in [drafted(Terms::default()), frozen(Terms::default()), half_signed(Terms::default()), ended] {
        let after = on(&given, "2022-04-02", correct(1, "custodian", None, text("The ministry")));
        assert_eq!((after.status(), after.ended_on()), (given.status(), given.ended_on()));
        assert_eq!(after.participants(), given.participants());
        assert_eq!(due_at(&after), due_at(&given));
    }
}

#[test]
fn a_signature_given_again_has_the_correction_of_its_own() {
    let given = on(&opened(Terms::default()), "2022-03-01", sign_as("A", SignatureKind::AdReferendum));
    let first = signed_at(&given, "A");
    let given = on(&on(&given, "2022-03-02", decline("A")), "2022-03-03", sign("A"));
    let gone = refused(&given, "2022-03-04", correct(first, "signature.place", None, place("Tashkent")));
    assert_eq!(reason(&gone), "FIELD_NOT_CORRECTABLE");
    on(&given, "2022-03-04", correct(signed_at(&given, "A"), "signature.place", None, place("Tashkent")));
}
