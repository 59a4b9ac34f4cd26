//! The contract of shapes: what every message, field, enum and method of the API has in common.
//!
//! It is read from the descriptors, so that it holds for what comes later too. Each test collects all offenders
//! before it fails, and names them.

use std::{collections::BTreeMap, sync::LazyLock};

use depositary::proto::DESCRIPTORS;
use prost_reflect::{
    DescriptorPool, EnumDescriptor, FieldDescriptor, Kind, MessageDescriptor, MethodDescriptor,
    ServiceDescriptor,
    prost_types::{FileDescriptorProto, source_code_info::Location},
};

/// The number of `syntax` in a file's descriptor, where the comment at the head of a file is found.
const SYNTAX: i32 = 12;

const PACKAGE: &str = "depositary.v1";
const DATE: &str = "google.type.Date";
const TIMESTAMP: &str = "google.protobuf.Timestamp";

/// Moves the clock of a test; the clock is no part of the register, so neither journal nor position belong to it.
const CLOCK: &str = "depositary.v1.ClockService";

static POOL: LazyLock<DescriptorPool> =
    LazyLock::new(|| DescriptorPool::decode(DESCRIPTORS).expect("the descriptors can be read"));

#[test]
fn every_command_begins_with_the_same_fields() {
    let common = [
        (1, "name", "string", false),
        (2, "request_id", "string", false),
        (3, "expected_revision", "int64", true),
        (4, "validate_only", "bool", false),
        (5, "act", "depositary.v1.Act", true),
        (6, "view", "depositary.v1.AgreementView", false),
    ];
    let mut offenders = Offenders::default();
    for request in commands().map(|method| method.input()) {
        let begin: Vec<FieldDescriptor> = request.fields().filter(|field| field.number() < 16).collect();
        for (number, name, kind, presence) in common {
            let found = begin.iter().any(|field| {
                field.number() == number
                    && field.name() == name
                    && kind_name(&field.kind()) == kind
                    && field.supports_presence() == presence
                    && !field.is_list()
            });
            offenders.unless(found, || {
                let wanted = if presence { "with presence" } else { "without presence" };
                format!("{}: field {number} is not `{kind} {name}`, {wanted}", request.full_name())
            });
        }
        for field in begin.iter().filter(|field| field.number() > 6) {
            offenders.push(format!("{}: a field of its own begins at 16", field.full_name()));
        }
    }
    offenders.fail_if_any();
}

#[test]
fn what_is_neither_read_nor_clock_is_a_command() {
    let mut offenders = Offenders::default();
    for method in methods().filter(|method| !is_read(method) && !is_watch(method) && !is_clock(method)) {
        offenders.unless(method.input().get_field_by_name("request_id").is_some(), || {
            format!("{}: changes something and has no request_id", method.full_name())
        });
    }
    for method in methods().filter(|method| is_read(method) || is_watch(method)) {
        offenders.unless(method.input().get_field_by_name("request_id").is_none(), || {
            format!("{}: a read has no request_id", method.full_name())
        });
    }
    offenders.fail_if_any();
}

#[test]
fn the_answer_to_a_command_is_the_resource_and_the_receipt() {
    let mut offenders = Offenders::default();
    for response in commands().map(|method| method.output()) {
        let fields: Vec<FieldDescriptor> = response.fields().collect();
        let receipts = fields.iter().filter(|field| kind_name(&field.kind()) == "depositary.v1.Receipt");
        offenders
            .unless(receipts.clone().count() == 1 && receipts.clone().all(|f| f.name() == "receipt"), || {
                format!("{}: has no single field `Receipt receipt`", response.full_name())
            });
        // A resource is a message that has a name.
        let resource = |field: &FieldDescriptor| {
            let named = |message: &MessageDescriptor| message.get_field_by_name("name").is_some();
            !field.is_list() && field.kind().as_message().is_some_and(named)
        };
        offenders.unless(fields.iter().any(resource), || {
            format!("{}: has no resource beside the receipt", response.full_name())
        });
    }
    offenders.fail_if_any();
}

#[test]
fn every_method_has_a_request_and_a_response_of_its_own() {
    let mut offenders = Offenders::default();
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for method in methods() {
        for (message, suffix) in [(method.input(), "Request"), (method.output(), "Response")] {
            let wanted = format!("{PACKAGE}.{}{suffix}", method.name());
            offenders.unless(message.full_name() == wanted, || {
                format!("{}: {} is not named {wanted}", method.full_name(), message.full_name())
            });
            users.entry(message.full_name().to_owned()).or_default().push(method.full_name().to_owned());
        }
    }
    for (message, users) in users.iter().filter(|(_, users)| users.len() > 1) {
        offenders.push(format!("{message}: shared by {}", users.join(" and ")));
    }
    for message in messages() {
        let named_for_a_method =
            ["Request", "Response"].iter().any(|suffix| message.name().ends_with(suffix));
        offenders.unless(!named_for_a_method || users.contains_key(message.full_name()), || {
            format!("{}: named like a request or response, and no method has it", message.full_name())
        });
    }
    offenders.fail_if_any();
}

#[test]
fn every_read_says_on_which_journal_and_position_it_rests() {
    let mut offenders = Offenders::default();
    for method in methods().filter(|method| (is_read(method) || is_watch(method)) && !is_clock(method)) {
        offenders.require(&method.output(), "journal_id", &Kind::String);
        offenders.require(&method.output(), "position", &Kind::Int64);
    }
    offenders.fail_if_any();
}

#[test]
fn every_read_can_wait_for_a_position_and_can_be_stale() {
    let mut offenders = Offenders::default();
    for method in methods().filter(|method| is_read(method) && !is_clock(method)) {
        offenders.require(&method.input(), "at_least_position", &Kind::Int64);
        offenders.require(&method.input(), "allow_stale", &Kind::Bool);
    }
    offenders.fail_if_any();
}

#[test]
fn every_list_has_pages() {
    let mut offenders = Offenders::default();
    for method in methods().filter(|method| method.name().starts_with("List")) {
        offenders.require(&method.input(), "page_size", &Kind::Int64);
        offenders.require(&method.input(), "page_token", &Kind::String);
        offenders.require(&method.output(), "next_page_token", &Kind::String);
    }
    offenders.fail_if_any();
}

#[test]
fn every_watch_is_a_stream_and_nothing_else_is() {
    let mut offenders = Offenders::default();
    for method in methods() {
        offenders.unless(!method.is_client_streaming(), || {
            format!("{}: a stream of requests cannot be retried", method.full_name())
        });
        offenders.unless(method.is_server_streaming() == is_watch(&method), || {
            format!("{}: exactly the methods named Watch answer with a stream", method.full_name())
        });
    }
    offenders.fail_if_any();
}

#[test]
fn zero_of_an_enum_means_unspecified() {
    let mut offenders = Offenders::default();
    for declared in enums() {
        let wanted = format!("{}_UNSPECIFIED", snake(declared.name()).to_uppercase());
        let zero = declared.get_value(0);
        offenders.unless(zero.is_some_and(|value| value.name() == wanted), || {
            format!("{}: zero is not {wanted}", declared.full_name())
        });
    }
    offenders.fail_if_any();
}

#[test]
fn values_of_an_enum_begin_with_its_name() {
    let mut offenders = Offenders::default();
    for declared in enums() {
        let prefix = format!("{}_", snake(declared.name()).to_uppercase());
        for value in declared.values() {
            offenders.unless(value.name().starts_with(&prefix), || {
                format!("{}: {} does not begin with {prefix}", declared.full_name(), value.name())
            });
        }
    }
    offenders.fail_if_any();
}

#[test]
fn a_field_named_for_a_day_is_a_date_and_one_named_for_a_moment_is_a_timestamp() {
    // Times too, and more: a moment together with the offset that was in use, and a time or the position that stands
    // for one.
    let moments = [TIMESTAMP, "depositary.v1.OccurredAt", "depositary.v1.KnownAt"];
    let mut offenders = Offenders::default();
    for field in fields() {
        let kind = kind_name(&field.kind());
        if field.name().ends_with("_on") || field.name().ends_with("_date") {
            offenders.unless(kind == DATE, || format!("{}: is {kind}, not a Date", field.full_name()));
        }
        if field.name().ends_with("_at") {
            offenders.unless(moments.contains(&kind.as_str()), || {
                format!("{}: is {kind}, not a Timestamp", field.full_name())
            });
        }
    }
    offenders.fail_if_any();
}

#[test]
fn a_whole_number_is_an_int64() {
    // At most 18 hours in minutes: no count.
    let exceptions = ["depositary.v1.OccurredAt.utc_offset_minutes"];
    let mut offenders = Offenders::default();
    for field in fields().filter(|field| !exceptions.contains(&field.full_name())) {
        let narrow_or_unsigned = matches!(
            field.kind(),
            Kind::Int32
                | Kind::Uint32
                | Kind::Uint64
                | Kind::Sint32
                | Kind::Sint64
                | Kind::Fixed32
                | Kind::Fixed64
                | Kind::Sfixed32
                | Kind::Sfixed64
        );
        offenders.unless(!narrow_or_unsigned, || {
            format!("{}: is {}, not int64", field.full_name(), kind_name(&field.kind()))
        });
    }
    offenders.fail_if_any();
}

#[test]
fn no_number_is_a_binary_fraction() {
    let mut offenders = Offenders::default();
    for field in fields() {
        offenders.unless(!matches!(field.kind(), Kind::Float | Kind::Double), || {
            format!("{}: is {}; a decimal is a string", field.full_name(), kind_name(&field.kind()))
        });
    }
    offenders.fail_if_any();
}

#[test]
fn every_type_of_event_has_its_payload_and_every_payload_its_type() {
    let event = message("depositary.v1.Event");
    let payload = event.oneofs().find(|oneof| oneof.name() == "payload").expect("Event has a payload");
    let types = POOL.get_enum_by_name("depositary.v1.EventType").expect("there are types of events");
    let mut offenders = Offenders::default();
    let mut payloads: BTreeMap<String, FieldDescriptor> =
        payload.fields().map(|field| (field.name().to_owned(), field)).collect();
    // It stands for a payload of any type.
    offenders
        .unless(payloads.remove("withheld").is_some(), || format!("{}: lacks withheld", payload.full_name()));
    for value in types.values().filter(|value| value.number() != 0) {
        let name = value.name().trim_start_matches("EVENT_TYPE_").to_lowercase();
        let Some(field) = payloads.remove(&name) else {
            offenders.push(format!("{}: has no payload `{name}`", value.name()));
            continue;
        };
        let wanted = format!("{PACKAGE}.{}", camel(&name));
        offenders.unless(kind_name(&field.kind()) == wanted, || {
            format!("{}: is {}, not {wanted}", field.full_name(), kind_name(&field.kind()))
        });
        offenders.unless(i64::from(field.number()) == i64::from(value.number()) + 20, || {
            format!("{}: is not field {} + 20, as its type is", field.full_name(), value.number())
        });
    }
    for field in payloads.values() {
        offenders.push(format!("{}: has no type", field.full_name()));
    }
    offenders.fail_if_any();
}

#[test]
fn the_header_of_a_record_has_the_small_numbers() {
    let mut offenders = Offenders::default();
    for field in message("depositary.v1.Record").fields() {
        let header = field.name() != "events";
        offenders.unless(header == (field.number() < 16), || {
            format!("{}: {} is not its place; the header is 1 to 15", field.full_name(), field.number())
        });
    }
    let events = message("depositary.v1.Record").get_field_by_name("events");
    offenders.unless(events.is_some_and(|field| field.number() == 16 && field.is_list()), || {
        "depositary.v1.Record: the events are not field 16".to_owned()
    });
    offenders.fail_if_any();
}

#[test]
fn what_is_reserved_is_reserved_by_number_and_by_name() {
    // The compiler keeps reserved numbers and names from being used; it does not see that one of the two is missing,
    // and then the other can come back with another meaning.
    let mut offenders = Offenders::default();
    for message in messages() {
        let numbers: usize = message.reserved_ranges().map(|range| range.len()).sum();
        let names = message.reserved_names().len();
        offenders.unless(numbers == names, || {
            format!("{}: reserves {numbers} numbers and {names} names", message.full_name())
        });
    }
    for declared in enums() {
        let numbers: usize = declared.reserved_ranges().map(Iterator::count).sum();
        let names = declared.reserved_names().len();
        offenders.unless(numbers == names, || {
            format!("{}: reserves {numbers} numbers and {names} names", declared.full_name())
        });
    }
    offenders.fail_if_any();
}

#[test]
fn everything_has_a_comment_of_some_substance() {
    let mut offenders = Offenders::default();
    for file in POOL.files().filter(|file| file.package_name() == PACKAGE) {
        let file = file.file_descriptor_proto();
        offenders.comment(file, &[SYNTAX], file.name(), true);
    }
    for service in services() {
        offenders.comment(service.parent_file_descriptor_proto(), service.path(), service.full_name(), false);
        for method in service.methods() {
            let file = service.parent_file_descriptor_proto();
            offenders.comment(file, method.path(), method.full_name(), false);
        }
    }
    for message in messages() {
        let file = message.parent_file_descriptor_proto();
        offenders.comment(file, message.path(), message.full_name(), false);
        for field in message.fields() {
            offenders.comment(file, field.path(), field.full_name(), false);
        }
        // A field with `optional` lies in a oneof that the compiler made.
        for oneof in message.oneofs().filter(|oneof| !oneof.is_synthetic()) {
            offenders.comment(file, oneof.path(), oneof.full_name(), false);
        }
    }
    for declared in enums() {
        let file = declared.parent_file_descriptor_proto();
        offenders.comment(file, declared.path(), declared.full_name(), false);
        for value in declared.values() {
            offenders.comment(file, value.path(), value.full_name(), false);
        }
    }
    offenders.fail_if_any();
}

#[test]
fn every_reason_says_its_code_and_its_metadata() {
    let codes = [
        "INVALID_ARGUMENT",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "ABORTED",
        "OUT_OF_RANGE",
        "FAILED_PRECONDITION",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
        "DEADLINE_EXCEEDED",
        "UNAVAILABLE",
        "INTERNAL",
    ];
    let reasons = POOL.get_enum_by_name("depositary.v1.ErrorReason").expect("there are reasons");
    let mut offenders = Offenders::default();
    for reason in reasons.values().filter(|reason| reason.number() != 0) {
        let file = reasons.parent_file_descriptor_proto();
        let comment = location(file, reason.path()).map(Location::leading_comments).unwrap_or_default();
        let code = comment.trim().split('.').next().unwrap_or_default();
        offenders.unless(codes.contains(&code), || {
            format!("{}: its comment begins with `{code}`, which is no code", reason.name())
        });
        offenders.unless(comment.contains("Metadata:"), || {
            format!("{}: its comment says nothing of metadata", reason.name())
        });
    }
    offenders.fail_if_any();
}

#[test]
fn a_comment_names_only_values_that_exist() {
    // Codes of gRPC. All else in capitals with an underscore is a value without its prefix.
    let others = [
        "INVALID_ARGUMENT",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "OUT_OF_RANGE",
        "FAILED_PRECONDITION",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
    ];
    let known: Vec<String> = enums()
        .flat_map(|declared| {
            let prefix = format!("{}_", snake(declared.name()).to_uppercase());
            declared.values().map(|value| value.name().replacen(&prefix, "", 1)).collect::<Vec<_>>()
        })
        .collect();
    let mut offenders = Offenders::default();
    for file in POOL.files().filter(|file| file.package_name() == PACKAGE) {
        let info = file.file_descriptor_proto().source_code_info.clone().unwrap_or_default();
        for comment in info.location.iter().filter_map(|location| location.leading_comments.as_deref()) {
            let capitals = |letter: char| letter == '_' || letter.is_ascii_uppercase();
            for word in comment
                .split(|letter: char| letter != '_' && !letter.is_ascii_alphanumeric())
                .filter(|word| word.contains('_') && word.len() > 1 && word.chars().all(capitals))
            {
                let exists = others.contains(&word) || known.iter().any(|name| name == word);
                offenders.unless(exists, || format!("{}: {word} is no value of an enum", file.name()));
            }
        }
    }
    offenders.fail_if_any();
}

/// What breaks a rule, gathered so that a failure names all of it.
#[derive(Default)]
struct Offenders {
    looked_at: usize,
    found: Vec<String>,
}

impl Offenders {
    fn push(&mut self, offender: String) {
        self.found.push(offender);
    }

    fn unless(&mut self, holds: bool, offender: impl FnOnce() -> String) {
        self.looked_at += 1;
        if !holds {
            self.push(offender());
        }
    }

    fn require(&mut self, message: &MessageDescriptor, name: &str, kind: &Kind) {
        let found =
            message.get_field_by_name(name).is_some_and(|field| field.kind() == *kind && !field.is_list());
        self.unless(found, || format!("{}: lacks `{} {name}`", message.full_name(), kind_name(kind)));
    }

    /// Wants a comment that says more than the name.
    fn comment(&mut self, file: &FileDescriptorProto, path: &[i32], name: &str, detached: bool) {
        let location = location(file, path);
        let text = location.map_or_else(String::new, |location| {
            if detached {
                let mut all = location.leading_detached_comments.clone();
                all.push(location.leading_comments().to_owned());
                all.join("\n")
            } else {
                location.leading_comments().to_owned()
            }
        });
        let letters = |text: &str| {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        };
        let said = letters(&text);
        let named = letters(name.rsplit('.').next().unwrap_or(name));
        self.unless(text.trim().chars().count() >= 15, || {
            format!("{}: the comment `{}` says too little", name, text.trim())
        });
        self.unless(said != named && said != format!("the{named}"), || {
            format!("{}: the comment only repeats the name", name)
        });
    }

    /// Fails with all offenders; also when the rule met nothing, because then it proves nothing.
    fn fail_if_any(self) {
        assert!(self.found.is_empty(), "the contract of shapes is broken:\n  {}", self.found.join("\n  "));
        assert!(self.looked_at > 0, "the rule met nothing that it could judge");
    }
}

fn services() -> impl Iterator<Item = ServiceDescriptor> {
    POOL.services().filter(|service| service.package_name() == PACKAGE)
}

fn methods() -> impl Iterator<Item = MethodDescriptor> {
    services().flat_map(|service| service.methods().collect::<Vec<_>>())
}

fn commands() -> impl Iterator<Item = MethodDescriptor> {
    methods().filter(|method| method.input().get_field_by_name("request_id").is_some())
}

fn is_read(method: &MethodDescriptor) -> bool {
    ["Get", "List"].iter().any(|verb| method.name().starts_with(verb))
}

fn is_watch(method: &MethodDescriptor) -> bool {
    method.name().starts_with("Watch")
}

fn is_clock(method: &MethodDescriptor) -> bool {
    method.parent_service().full_name() == CLOCK
}

/// All messages of the package, without those that the compiler makes for maps.
fn messages() -> impl Iterator<Item = MessageDescriptor> {
    POOL.all_messages().filter(|message| message.package_name() == PACKAGE && !message.is_map_entry())
}

fn message(name: &str) -> MessageDescriptor {
    POOL.get_message_by_name(name).expect("the package has this message")
}

fn fields() -> impl Iterator<Item = FieldDescriptor> {
    messages().flat_map(|message| message.fields().collect::<Vec<_>>())
}

fn enums() -> impl Iterator<Item = EnumDescriptor> {
    POOL.all_enums().filter(|declared| declared.package_name() == PACKAGE)
}

fn kind_name(kind: &Kind) -> String {
    if let Some(message) = kind.as_message() {
        message.full_name().to_owned()
    } else if let Some(declared) = kind.as_enum() {
        declared.full_name().to_owned()
    } else {
        format!("{kind:?}").to_lowercase()
    }
}

/// Where in the source something is, with its comments.
fn location<'a>(file: &'a FileDescriptorProto, path: &[i32]) -> Option<&'a Location> {
    file.source_code_info.as_ref()?.location.iter().find(|location| location.path == path)
}

/// `EventType` → `event_type`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// `terms_set` → `TermsSet`.
fn camel(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    name.split('_').map(word).collect()
}
