//! What all commands have in common: from a request to a submission, from an answer to a response.

use jiff::Timestamp;
use tonic::{Request, Response, Status};

use super::{
    Limits, caller,
    convert::{self, CommandRequest, Envelope},
    deadline::Deadline,
    status,
};
use crate::{
    domain::AgreementId,
    journal::Position,
    proto::v1::{self, AgreementView},
    registry::{self, Problems, Registry, RequestKey, Submission, Version},
};

/// The way of every command, whatever it does.
#[derive(Clone, Debug)]
pub(super) struct Commands {
    pub(super) registry: Registry,
    pub(super) limits: Limits,
}

impl Commands {
    /// Reads a request, sends its command through the pipeline, and makes the response.
    pub(super) async fn submit<R: CommandRequest>(
        &self,
        request: Request<R>,
    ) -> Result<Response<R::Response>, Status> {
        let (submission, view) = self.submission(request)?;
        let id = submission.agreement.clone();
        tracing::Span::current().record("agreement", id.as_str());
        let answer =
            self.registry.submit(submission).await.map_err(|refusal| status::command(&id, &refusal))?;
        let agreement = self.shown(&answer.version, answer.version.position, view);
        let receipt = convert::receipt(&self.registry.journal_id(), &id, &answer.receipt);
        Ok(Response::new(R::respond(agreement, receipt)))
    }

    /// An agreement in a view, with the relations to it that others had recorded up to `until`.
    pub(super) fn shown(&self, version: &Version, until: Position, view: AgreementView) -> v1::Agreement {
        let incoming = match view {
            AgreementView::Full => self.registry.incoming(version.agreement.id(), until),
            AgreementView::Basic | AgreementView::Unspecified => Vec::new(),
        };
        convert::agreement(version, &incoming, view)
    }

    pub(super) fn problems(&self) -> Problems {
        self.limits.problems()
    }

    fn submission<R: CommandRequest>(
        &self,
        request: Request<R>,
    ) -> Result<(Submission, AgreementView), Status> {
        let actor = caller::actor(&request);
        let trace_parent = caller::trace_parent(&request);
        let deadline = request.extensions().get::<Deadline>().map(|Deadline(at)| *at);
        let mut message = request.into_inner();
        let Envelope { name, request_id, expected_revision, validate_only, view } = message.take_envelope();
        let digest = convert::request_digest(&message);

        let mut problems = self.problems();
        let view = convert::view(view, &mut problems);
        let request_id = convert::request_id(&request_id, &mut problems);
        let expected_revision = convert::expected_revision(expected_revision, &mut problems);
        let command = message.parse(&mut problems);
        let agreement = if name.is_empty() && R::BEGINS {
            let derived = request_id.as_ref().map(convert::derived_id);
            derived.or_else(|| self.new_id())
        } else {
            convert::agreement_id(&name, &mut problems)
        };
        convert::finish(problems)?;
        // INVARIANT: what is missing has been found fault with.
        let (Some(command), Some(agreement)) = (command, agreement) else {
            return Err(status::invalid(Vec::new()));
        };
        let request = request_id.map(|id| RequestKey { id, digest });
        let submission = Submission {
            agreement,
            command,
            request,
            expected_revision,
            validate_only,
            actor,
            trace_parent,
            deadline,
        };
        Ok((submission, view))
    }

    /// An id for an agreement that nobody named.
    fn new_id(&self) -> Option<AgreementId> {
        let now: Timestamp = self.registry.clock().now();
        AgreementId::parse(&registry::agreement_id(now).to_string()).ok()
    }
}
