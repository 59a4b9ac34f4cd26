//! What becomes of actions and readings, and evaluations made in a session.

use depositary::domain::*;

use super::*;

pub(in crate::domain) fn report(action_id: &str, percent: i64) -> CommandBody {
    CommandBody::ReportActionProgress(ReportActionProgress {
        action_id: id(action_id),
        percent: Percent::new(percent).unwrap(),
        note: Some(Personal::Text("a note".into())),
    })
}

pub(in crate::domain) fn complete(action_id: &str) -> CommandBody {
    CommandBody::CompleteAction(CompleteAction { action_id: id(action_id) })
}

pub(in crate::domain) fn verify(action_id: &str, concurring: &[&str]) -> CommandBody {
    let (action_id, concurring) = (id(action_id), ids(concurring));
    CommandBody::VerifyAction(VerifyAction { action_id, session_id: None, concurring })
}

pub(in crate::domain) fn defer(action_id: &str, due_on: &str, consents: &[&str]) -> CommandBody {
    CommandBody::DeferAction(DeferAction {
        action_id: id(action_id),
        due_on: day(due_on),
        reason: Some(Personal::Text("a reason".into())),
        consents: ids(consents),
    })
}

pub(in crate::domain) fn reopen_action(action_id: &str) -> CommandBody {
    CommandBody::ReopenAction(ReopenAction { action_id: id(action_id), reason: None })
}

pub(in crate::domain) fn cancel_action(action_id: &str) -> CommandBody {
    CommandBody::CancelAction(CancelAction { action_id: id(action_id), reason: None })
}

pub(in crate::domain) fn contest(reading_id: &str, by: &str) -> CommandBody {
    CommandBody::ContestReading(ContestReading {
        reading_id: id(reading_id),
        by: id(by),
        reason: Some(Personal::Text("a reason".into())),
        counter_value: Decimal::parse("430000000").ok(),
    })
}

pub(in crate::domain) fn revise_reading(reading_id: &str, revised_reading_id: &str) -> CommandBody {
    let revision = ReadingRevision {
        reading_id: id(reading_id),
        revised_reading_id: id(revised_reading_id),
        value: Decimal::parse("432000000").unwrap(),
        qualifier: Qualifier::Exact,
        provisional: false,
        method: Box::default(),
        reason: Some(Personal::Text("a reason".into())),
    };
    CommandBody::ReviseReading(ReviseReading { revision: revision.into() })
}

pub(in crate::domain) fn agree_reading(reading_id: &str) -> CommandBody {
    CommandBody::AgreeReading(AgreeReading { reading_id: id(reading_id) })
}

/// An evaluation made in a session.
pub(in crate::domain) fn evaluate_in(
    session_id: &str,
    evaluation_id: &str,
    from: &str,
    to: &str,
) -> CommandBody {
    let basis = EvaluationBasis::Session(id(session_id));
    evaluate_as(Evaluation { basis, ..evaluation(evaluation_id, from, to, &[]) })
}
