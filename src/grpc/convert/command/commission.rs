//! Commands that establish a commission, give it rules and officers, and dissolve it.

use crate::{
    domain::{
        Act, AmendCommissionRules, AppointOfficer, CommandBody, DissolveCommission, EstablishCommission,
    },
    proto::v1,
    registry::codec::{Field, parse, parse::Size},
};

pub(super) fn establish(
    request: v1::EstablishCommissionRequest,
    _: &Act,
    at: Field<'_>,
) -> Option<CommandBody> {
    let message = v1::CommissionEstablished {
        commission_id: request.commission_id,
        title: request.title,
        legal_basis: request.legal_basis,
        rules: request.rules,
        first_ordinal: request.first_ordinal,
    };
    let (commission, rules) = parse::commission(message, at)?;
    Some(CommandBody::EstablishCommission(EstablishCommission { commission, rules }))
}

pub(super) fn amend_rules(
    request: v1::AmendCommissionRulesRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let commission_id = parse::identifier(&request.commission_id, at.field("commission_id"));
    let rules = parse::commission_rules(request.rules, at.field("rules"));
    Some(CommandBody::AmendCommissionRules(AmendCommissionRules {
        commission_id: commission_id?,
        rules: rules?,
    }))
}

pub(super) fn dissolve(
    request: v1::DissolveCommissionRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let commission_id = parse::identifier(&request.commission_id, at.field("commission_id"));
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    Some(CommandBody::DissolveCommission(DissolveCommission { commission_id: commission_id?, reason }))
}

pub(super) fn appoint(request: v1::AppointOfficerRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let commission_id = parse::identifier(&request.commission_id, at.field("commission_id"));
    let replaces = parse::optional_identifier(&request.replaces, at.field("replaces"));
    let message = v1::OfficerAppointed {
        commission_id: request.commission_id,
        officer_id: request.officer_id,
        role: request.role,
        participant_id: request.participant_id,
        office: request.office,
        holder: request.holder,
        from: request.from,
        replaces: request.replaces,
    };
    let officer = parse::officer(message, at);
    Some(CommandBody::AppointOfficer(AppointOfficer {
        commission_id: commission_id?,
        officer: officer?,
        replaces,
    }))
}
