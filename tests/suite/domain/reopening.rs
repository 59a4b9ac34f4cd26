//! Going back from a frozen text to a draft.

use depositary::domain::*;

use super::{given::*, reason};

#[test]
fn a_text_that_nobody_has_signed_can_be_opened_again() {
    let given = opened(Terms::default());
    for given in [frozen(Terms::default()), on(&given, "2022-02-25", decline("B")), given] {
        let after = on(&given, "2022-03-01", reopen());
        assert_eq!((after.status(), after.text_version()), (Status::Draft, 3));
        assert_eq!((after.texts(), after.text_digest()), (given.texts(), given.text_digest()));
        assert_eq!(after.signature_window(), None);
        let again = on(&on(&after, "2022-03-02", revise(4, &["en"])), "2022-03-03", open());
        let signed = on(&on(&again, "2022-03-04", sign("A")), "2022-03-05", sign("B"));
        assert_eq!(signed.status(), Status::InForce);
    }
}

#[test]
fn what_somebody_has_signed_stays_as_it_is() {
    for given in [half_signed(Terms::default()), in_force()] {
        assert_eq!(reason(&refused(&given, "2022-03-03", reopen())), "SIGNATURES_EXIST");
    }
    let unsure = on(&opened(Terms::default()), "2022-03-01", sign_as("A", SignatureKind::AdReferendum));
    assert_eq!(reason(&refused(&unsure, "2022-03-03", reopen())), "SIGNATURES_EXIST");
}

#[test]
fn a_draft_is_open_already() {
    assert_eq!(reason(&refused(&drafted(Terms::default()), "2022-03-03", reopen())), "TEXT_NOT_FROZEN");
}

#[test]
fn it_is_not_opened_again_before_it_was_frozen_nor_frozen_again_before_that() {
    let before = refused_for(&frozen(Terms::default()), "2022-03-01", "2022-02-09", reopen());
    assert_eq!(reason(&before), "OUT_OF_SEQUENCE");
    let reopened = on(&frozen(Terms::default()), "2022-02-15", reopen());
    let before = refused_for(&reopened, "2022-03-01", "2022-02-14", freeze());
    assert_eq!(reason(&before), "OUT_OF_SEQUENCE");
}
