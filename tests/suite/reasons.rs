//! Every reason of `ErrorReason`, provoked over gRPC at the real server, and compared with what its comment in the proto
//! promises: code, metadata and details. A reason without a case here fails the test, as does a case without a reason.

mod actions;
mod commissions;
mod desk;
mod disputes;
mod documented;
mod leaving;
mod life;
mod measuring;
mod minutes;
mod questions;
mod raw;
mod record;
mod register;
mod requests;
mod rules;
mod services;
mod sessions;

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
    sync::LazyLock,
};

use depositary::proto::v1::ErrorReason as Reason;
use futures_util::{
    StreamExt,
    future::{BoxFuture, FutureExt},
    stream,
};
use tonic::Status;
use tonic_types::ErrorDetails;

use self::{
    desk::Desk,
    documented::{NEVER_SENT, POOL, Promise},
};
use crate::support::{Refused, Service, refused};

/// How many cases are under way at once: many of them mostly wait.
const AT_ONCE: usize = 4;

#[tokio::test]
async fn every_reason_is_sent_as_its_comment_says() {
    let service = Service::start().await;
    let desk = Desk::at(&service, "").await;
    let journal_id = service.registry.journal_id().to_string();
    let mut cases = requests::cases(&desk);
    cases.extend(rules::cases(&desk));
    cases.extend(life::cases(&desk));
    cases.extend(leaving::cases(&desk));
    cases.extend(record::cases(&desk));
    cases.extend(measuring::cases(&desk));
    cases.extend(disputes::cases(&desk));
    cases.extend(commissions::cases(&desk));
    cases.extend(sessions::cases(&desk));
    cases.extend(minutes::cases(&desk));
    cases.extend(actions::cases(&desk));
    cases.extend(questions::cases(&desk));
    cases.extend(register::cases(&desk));
    cases.extend(services::cases_at(&desk, &journal_id));
    cases.extend(services::cases());

    let promises = documented::promises();
    let mut offenders = Vec::new();
    let mut provoked = BTreeSet::new();
    let mut running = stream::iter(cases.into_iter().map(Case::run)).buffer_unordered(AT_ONCE);
    while let Some((wanted, status)) = running.next().await {
        match status {
            Ok(status) => {
                provoked.insert(name(wanted.reason));
                let found = wanted.compare(&status, &promises);
                offenders.extend(found.into_iter().map(|found| format!("{}: {found}", wanted.label)));
            }
            Err(panic) => offenders.push(format!("{}: {panic}", wanted.label)),
        }
    }
    drop(running);
    service.stop().await;
    offenders.sort();
    assert!(offenders.is_empty(), "not as documented:\n  {}", offenders.join("\n  "));
    let all: BTreeSet<_> = promises.into_keys().collect();
    assert_eq!(provoked, all, "every reason has a case");
}

#[test]
fn the_generated_reasons_are_those_of_the_descriptor() {
    for (number, value) in documented::numbers() {
        let reason = Reason::try_from(number).unwrap_or_else(|_| panic!("{value} is not generated"));
        assert_eq!(reason.as_str_name(), value);
        let is_documented = documented::promises().contains_key(&name(reason));
        assert_eq!(is_documented, name(reason) != NEVER_SENT, "{value}");
    }
}

/// One way to meet a reason.
struct Case {
    wanted: Wanted,
    provoke: BoxFuture<'static, Status>,
}

/// What a case must come to. `{name}` stands for the name of its agreement.
struct Wanted {
    label: &'static str,
    name: String,
    reason: Reason,
    metadata: BTreeMap<&'static str, Value>,
    /// Path and reason of each violation in `BadRequest`.
    violations: Vec<(&'static str, Reason)>,
}

/// The value of a key in the metadata.
#[derive(Debug)]
enum Value {
    /// This one.
    Is(String),
    /// One that cannot be known before.
    Some,
}

impl Case {
    /// A case that does everything itself; it is given the name of an agreement that no other case uses.
    fn new<F>(label: &'static str, reason: Reason, provoke: impl FnOnce(String) -> F) -> Self
    where
        F: Future<Output = Status> + Send + 'static,
    {
        let name = format!("agreements/{}", label.replace(' ', "-"));
        let provoke = provoke(name.clone()).boxed();
        let (metadata, violations) = (BTreeMap::new(), Vec::new());
        Self { wanted: Wanted { label, name, reason, metadata, violations }, provoke }
    }

    /// A case at a service that it shares with others.
    fn at<F>(desk: &Desk, label: &'static str, reason: Reason, provoke: impl FnOnce(Desk) -> F) -> Self
    where
        F: Future<Output = Status> + Send + 'static,
    {
        let desk = desk.clone();
        Self::new(label, reason, |name| provoke(Desk { name, ..desk }))
    }

    /// The metadata have this.
    fn with(mut self, key: &'static str, value: &str) -> Self {
        let value = value.replace("{name}", &self.wanted.name);
        self.wanted.metadata.insert(key, Value::Is(value));
        self
    }

    /// The metadata have this with some value.
    fn with_any(mut self, key: &'static str) -> Self {
        self.wanted.metadata.insert(key, Value::Some);
        self
    }

    /// The agreement was looked at, so it is named.
    fn about_its_agreement(self) -> Self {
        self.with("agreement", "{name}")
    }

    /// The state alone is in the way.
    fn by_state(self, state: &str, allowed_states: &str) -> Self {
        self.with("state", state).with("allowed_states", allowed_states)
    }

    /// How far this participant has come is in the way.
    fn by_participant(self, participant: &str, status: &str) -> Self {
        let name = format!("{{name}}/participants/{participant}");
        self.with("participant", &name).with("participant_status", status)
    }

    /// This field is the first that is wrong in any state.
    fn wrong(self, field: &'static str) -> Self {
        self.with("field", field).too_far(field)
    }

    /// This field has a value that goes too far.
    fn too_far(self, field: &'static str) -> Self {
        let reason = self.wanted.reason;
        self.also(field, reason)
    }

    /// This is wrong as well, and told in the same answer.
    fn also(mut self, field: &'static str, reason: Reason) -> Self {
        self.wanted.violations.push((field, reason));
        self
    }

    /// What it comes to; a panic on the way is told by its label, and the other cases go on.
    async fn run(self) -> (Wanted, Result<Status, String>) {
        let status = tokio::spawn(self.provoke).await;
        (self.wanted, status.map_err(|error| format!("the case itself fails: {error}")))
    }
}

impl Wanted {
    /// What is not as wanted or not as promised.
    fn compare(&self, status: &Status, promises: &BTreeMap<String, Promise>) -> Vec<String> {
        let refused = refused(status);
        if refused.reason != name(self.reason) {
            return vec![format!("{} and not {}: {status:?}", refused.reason, name(self.reason))];
        }
        let Some(promise) = promises.get(&refused.reason) else {
            return vec![format!("{} is not documented", refused.reason)];
        };
        let mut offenders = Offenders::default();
        offenders.same("the code", &refused.code, &promise.code);
        offenders.unless(status.message().len() >= 15, || format!("the message is {:?}", status.message()));
        self.metadata(&refused, promise, &mut offenders);
        self.details(&refused, promise, &mut offenders);
        offenders.0
    }

    fn metadata(&self, refused: &Refused, promise: &Promise, offenders: &mut Offenders) {
        let mut keys = promise.keys.clone();
        // The comment of the enum says so once for all reasons.
        if self.metadata.contains_key("agreement") {
            keys.insert("agreement".to_owned());
        }
        offenders.same("the keys", &refused.metadata.keys().cloned().collect(), &keys);
        for (key, value) in &refused.metadata {
            match self.metadata.get(key.as_str()) {
                Some(Value::Is(wanted)) => offenders.same(&format!("`{key}`"), value, wanted),
                Some(Value::Some) => offenders.unless(!value.is_empty(), || format!("`{key}` is empty")),
                None => offenders.0.push(format!("`{key}` is {value:?}, which the case does not want")),
            }
        }
        if let Some(limit) = refused.metadata.get("limit") {
            let is_setting = SETTINGS.contains(&format!("--{limit} "));
            offenders.unless(is_setting || limit == JOURNAL_LIMIT, || format!("{limit} is no setting"));
        }
    }

    fn details(&self, refused: &Refused, promise: &Promise, offenders: &mut Offenders) {
        let details = &refused.details;
        offenders.same("the details", &kinds(details), &promise.details);
        if let Some(request) = details.bad_request() {
            let found: Vec<_> = request
                .field_violations
                .iter()
                .map(|violation| (violation.field.clone(), violation.reason.clone()))
                .collect();
            let wanted: Vec<_> =
                self.violations.iter().map(|(field, reason)| ((*field).to_owned(), name(*reason))).collect();
            offenders.same("the violations", &found, &wanted);
            for violation in &request.field_violations {
                let is_described = !violation.description.is_empty();
                offenders.unless(is_described, || format!("no description of {}", violation.field));
            }
        }
        if let Some(resource) = details.resource_info() {
            offenders.same("the resource", &resource.resource_name, &refused.metadata["resource"]);
            let kind = &resource.resource_type;
            offenders.unless(POOL.get_message_by_name(kind).is_some(), || format!("{kind} is no resource"));
        }
        if let Some(failure) = details.precondition_failure() {
            let found: Vec<_> =
                failure.violations.iter().map(|one| (one.r#type.clone(), one.subject.clone())).collect();
            let subject = if self.reason == Reason::OtherJournal { "journal_id" } else { "agreement" };
            let subject = refused.metadata.get(subject).cloned().unwrap_or_default();
            offenders.same("the precondition", &found, &vec![(refused.reason.clone(), subject)]);
        }
        if let Some(retry) = details.retry_info() {
            let waits = retry.retry_delay.is_some_and(|delay| !delay.is_zero());
            offenders.unless(waits, || "RetryInfo says nothing".to_owned());
        }
    }
}

/// What the process says of its settings.
static SETTINGS: LazyLock<String> = LazyLock::new(|| {
    let help = Command::new(env!("CARGO_BIN_EXE_depositary")).arg("--help").output().unwrap();
    String::from_utf8(help.stdout).unwrap()
});

/// The one limit that is no setting.
const JOURNAL_LIMIT: &str = "record-bytes";

/// The details that a status has beside `ErrorInfo`.
fn kinds(details: &ErrorDetails) -> BTreeSet<String> {
    let there = [
        ("RetryInfo", details.retry_info().is_some()),
        ("DebugInfo", details.debug_info().is_some()),
        ("QuotaFailure", details.quota_failure().is_some()),
        ("PreconditionFailure", details.precondition_failure().is_some()),
        ("BadRequest", details.bad_request().is_some()),
        ("RequestInfo", details.request_info().is_some()),
        ("ResourceInfo", details.resource_info().is_some()),
        ("Help", details.help().is_some()),
        ("LocalizedMessage", details.localized_message().is_some()),
    ];
    there.into_iter().filter(|(_, is_there)| *is_there).map(|(kind, _)| kind.to_owned()).collect()
}

/// A reason as it travels.
fn name(reason: Reason) -> String {
    reason.as_str_name().trim_start_matches("ERROR_REASON_").to_owned()
}

/// All that is wrong with an answer.
#[derive(Default)]
struct Offenders(Vec<String>);

impl Offenders {
    fn unless(&mut self, holds: bool, offender: impl FnOnce() -> String) {
        if !holds {
            self.0.push(offender());
        }
    }

    fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, found: &T, wanted: &T) {
        self.unless(found == wanted, || format!("{what}: {found:?} and not {wanted:?}"));
    }
}
