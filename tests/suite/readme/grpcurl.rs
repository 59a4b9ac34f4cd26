//! As much of grpcurl as the README needs: one message as JSON in, one message as JSON out, by the descriptors.
//!
//! With `DEPOSITARY_GRPCURL`, the path of a grpcurl, the commands are run by it and by a shell, as readers do it.

use std::{env, process::Command, sync::LazyLock};

use depositary::demo;
use prost_reflect::{DescriptorPool, DynamicMessage, MethodDescriptor, SerializeOptions};
use serde_json::ser::{PrettyFormatter, Serializer};
use tonic::Request;

/// The address that the README gives.
pub(super) const ADDRESS: &str = "localhost:50051";

pub(super) static POOL: LazyLock<DescriptorPool> =
    LazyLock::new(|| demo::descriptors().expect("the descriptors can be read"));

/// The real grpcurl, when there is one.
///
/// # Panics
/// In CI without one, where the README has to be compared with the real one.
pub(super) fn real() -> Option<String> {
    let path = env::var("DEPOSITARY_GRPCURL").ok().filter(|path| !path.is_empty());
    let in_ci = env::var("CI").is_ok_and(|value| value == "true");
    assert!(
        path.is_some() || !in_ci,
        "CI=true, but DEPOSITARY_GRPCURL does not say where grpcurl is: in CI the session of the README is run by the \
         real grpcurl (DEPOSITARY_GRPCURL=grpcurl when it is on the path)"
    );
    path
}

/// Runs a command of the README by the real grpcurl against `address`.
pub(super) fn run(grpcurl: &str, command: &str, address: &str) -> String {
    let arguments = command.strip_prefix("grpcurl ").expect("a command of the README begins with grpcurl");
    let line = format!("\"$GRPCURL\" {}", arguments.replacen(ADDRESS, address, 1));
    let output = Command::new("sh").args(["-c", &line]).env("GRPCURL", grpcurl).output().unwrap();
    assert!(output.status.success(), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A command of the form `grpcurl -plaintext -d JSON ADDRESS SERVICE/METHOD`, understood.
pub(super) struct Call {
    pub(super) method: MethodDescriptor,
    request: DynamicMessage,
}

impl Call {
    /// Reads the command.
    ///
    /// # Panics
    /// When it has another form, or there is no such method, or the JSON is not its request.
    pub(super) fn parse(command: &str) -> Self {
        let words = words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let ["grpcurl", "-plaintext", "-d", json, ADDRESS, path] = words[..] else {
            panic!("`grpcurl -plaintext -d JSON {ADDRESS} SERVICE/METHOD` was expected: {words:?}")
        };
        let (service, name) = path.split_once('/').unwrap();
        let service = POOL.get_service_by_name(service).unwrap_or_else(|| panic!("no service {service}"));
        let method = service.methods().find(|method| method.name() == name);
        let method = method.unwrap_or_else(|| panic!("no method {path}"));
        let mut json = serde_json::Deserializer::from_str(json);
        let request = DynamicMessage::deserialize(method.input(), &mut json)
            .unwrap_or_else(|error| panic!("not a request of {path}: {error}\n{command}"));
        json.end().unwrap();
        Self { method, request }
    }

    /// Makes the call, and prints the answer as grpcurl does.
    pub(super) async fn make(self, address: &str) -> String {
        let channel = demo::connect(&format!("http://{address}")).await.unwrap();
        print(&demo::call(channel, &self.method, Request::new(self.request)).await.unwrap())
    }
}

/// Two spaces a level, names in camelCase, 64-bit numbers as strings, no defaults: also the defaults of prost-reflect.
fn print(message: &DynamicMessage) -> String {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, PrettyFormatter::with_indent(b"  "));
    message.serialize_with_options(&mut serializer, &SerializeOptions::new()).unwrap();
    String::from_utf8(text).unwrap()
}

/// Splits a command as a shell does, as far as the README goes: blanks, and single quotes around a whole word.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
