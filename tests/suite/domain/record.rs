//! What lies beside the acts: documents, relations, statements, who may read.

use depositary::domain::*;

use super::{given::*, names, reason};

#[test]
fn a_document_is_attached_once() {
    let given = on(&in_force(), "2022-04-01", attach("D1"));
    assert_eq!(given.documents().len(), 1);
    let then = Rejection::DocumentExists { document_id: id("D1") };
    assert_eq!(refused(&given, "2022-04-01", attach("D1")), then);
    assert_eq!(on(&given, "2022-04-01", attach("D2")).documents().len(), 2);
}

#[test]
fn an_agreement_is_not_related_to_itself() {
    let own = RelationTarget::Agreement(agreement_id("a-b-2022"));
    let then = Rejection::SelfRelation { field: CommandField::RelationTarget };
    assert_eq!(refused(&in_force(), "2022-04-01", relate(own)), then);
}

#[test]
fn what_it_is_related_to_exists_or_is_cited() {
    let other = RelationTarget::Agreement(agreement_id("a-b-2023"));
    let command = Command { act: Act::default(), body: relate(other.clone()) };
    assert_eq!(command.body.names_agreement(), Some(&agreement_id("a-b-2023")));
    let then = Rejection::RelatedAgreementNotFound { agreement: agreement_id("a-b-2023") };
    assert_eq!(decide(&in_force(), &command, &at_noon("2022-04-01")), Err(then));
    let cited = relate(RelationTarget::Citation("SCO Charter (2002)".into()));
    assert_eq!(cited.names_agreement(), None);
    let command = Command { act: Act::default(), body: cited };
    let events = decide(&in_force(), &command, &at_noon("2022-04-01")).unwrap();
    assert_eq!(names(&events), ["RelationRecorded"]);
}

#[test]
fn a_relation_recorded_again_is_the_same() {
    let other = RelationTarget::Agreement(agreement_id("a-b-2023"));
    let once = on(&in_force(), "2022-04-01", relate(other.clone()));
    let twice = on(&once, "2022-04-02", relate(other));
    assert_eq!((twice.relations().len(), twice.revision()), (1, once.revision() + 1));
    let citation = relate(RelationTarget::Citation("Charter".into()));
    assert_eq!(on(&twice, "2022-04-02", citation).relations().len(), 2);
}

#[test]
fn a_statement_is_about_an_event_that_there_is() {
    let given = in_force();
    for revision in [0, given.revision() + 1] {
        let then = Rejection::EventNotFound { revision };
        assert_eq!(refused(&given, "2022-04-01", communicate(Some(revision))), then);
    }
    let after =
        on(&on(&given, "2022-04-01", communicate(Some(given.revision()))), "2022-04-02", communicate(None));
    let kept: Vec<_> = after.communications().iter().map(|one| one.revision).collect();
    assert_eq!(kept, [given.revision() + 1, given.revision() + 2]);
    assert_eq!((after.status(), after.stage()), (given.status(), given.stage()));
}

#[test]
fn who_may_read_can_change_also_after_the_end() {
    let ended = on(&in_force(), "2022-04-01", terminate(&["A", "B"]));
    let after = on(&ended, "2022-04-02", classify(Classification::Confidential));
    assert_eq!(after.header().unwrap().classification, Classification::Confidential);
    assert_eq!(after.header().unwrap().title, header().title);
}

#[test]
fn nothing_is_recorded_of_what_there_is_not() {
    for body in [attach("D1"), communicate(Some(1)), classify(Classification::Public), complete_backfill()] {
        assert_eq!(reason(&refused(&undrafted(), "2022-04-01", body)), "AGREEMENT_NOT_FOUND");
    }
}
