//! What the README says is true: its session is played against the real binary, and its names exist.

mod grpcurl;

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use self::grpcurl::{Call, POOL};

/// What stands for the parts of the story that are left out.
const CUT: &str = "\n[…]\n";

/// Keys whose values are other ones in each run.
const VARYING: [&str; 5] = ["journalId", "recordedAt", "recordDigest", "draftedAt", "changedAt"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_session_prints_what_the_readme_shows() {
    let session = session(&readme());
    assert_eq!(session.len(), 6, "the session has six commands");
    let real = grpcurl::real();
    let service = Service::start();
    let mut printed = Vec::new();
    for step in &session {
        printed.push(match &real {
            Some(real) => grpcurl::run(real, &step.command, &service.address),
            None => Call::parse(&step.command).make(&service.address).await,
        });
    }
    let wanted: Vec<&str> = session.iter().map(|step| step.output.as_str()).collect();
    let printed: Vec<&str> = printed.iter().map(String::as_str).collect();
    let steps = session.iter().zip(masked(&wanted)).zip(masked(&printed));
    for ((step, wanted), printed) in steps {
        let first = wanted.iter().zip(&printed).position(|(wanted, printed)| wanted != printed);
        assert!(
            wanted == printed,
            "the README shows another answer to\n{}\nfrom line {} of it on; the true one:\n{}",
            step.command,
            first.unwrap_or(wanted.len().min(printed.len())) + 1,
            printed.join("\n"),
        );
    }
}

#[test]
fn the_story_is_told_as_the_readme_shows_it() {
    let readme = readme();
    let (_, block) = readme.split_once("<!-- story -->\n```console\n").expect("there is a story");
    let (block, _) = block.split_once("\n```").expect("the story has an end");
    let (command, shown) = block.split_once('\n').expect("it shows what is told");
    assert_eq!(command, "$ target/release/depositary demo");
    let told = run(&["demo"]);
    let lines: Vec<&str> = told.lines().collect();
    let parts: Vec<Vec<&str>> = shown.split(CUT).map(|part| part.lines().collect()).collect();
    assert!(parts.len() > 1, "the README does not show all of it");
    let mut from = 0;
    for (index, part) in parts.iter().enumerate() {
        let mut places = (from..=lines.len().saturating_sub(part.len()))
            .filter(|at| lines[*at..].starts_with(part) && (index > 0 || *at == 0));
        // The last one is the end.
        let place = if index + 1 == parts.len() { places.next_back() } else { places.next() };
        let place = place.unwrap_or_else(|| panic!("this is not told:\n{}\n\nbut\n{told}", part.join("\n")));
        from = place + part.len();
    }
    assert_eq!(from, lines.len(), "the README shows another end than\n{told}");
}

#[test]
fn every_command_is_a_call_that_exists() {
    let readme = readme();
    for step in session(&readme) {
        assert!(!Call::parse(&step.command).method.is_server_streaming(), "{}", step.command);
    }
    let others: Vec<&str> = readme.lines().filter(|line| line.starts_with("grpcurl ")).collect();
    assert!(others.iter().any(|line| line.ends_with("/WatchEvents")), "{others:?}");
    for line in others {
        assert!(Call::parse(line).method.is_server_streaming(), "{line}");
    }
}

#[test]
fn every_name_of_the_package_exists() {
    let readme = readme();
    let names: BTreeSet<&str> = words(&readme, |c| c.is_ascii_alphanumeric() || "._".contains(c))
        .filter_map(|word| word.strip_prefix("depositary.v1."))
        .filter(|name| !name.is_empty())
        .collect();
    assert!(!names.is_empty());
    for name in names {
        let name = format!("depositary.v1.{name}");
        let exists = POOL.get_service_by_name(&name).is_some() || POOL.get_message_by_name(&name).is_some();
        assert!(exists, "{name}");
    }
}

#[test]
fn the_table_of_the_api_has_every_method_and_no_other() {
    let readme = readme();
    let mut named = BTreeSet::new();
    let mut service = String::new();
    for row in section(&readme, "## The API").lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        if let Some(name) = in_backticks(cells[0]).next() {
            service = name.to_owned();
        }
        for method in in_backticks(cells[1]) {
            assert!(named.insert(format!("{service}/{method}")), "{service}/{method} is there twice");
        }
    }
    let exist: BTreeSet<String> = POOL
        .services()
        .filter(|service| service.package_name() == "depositary.v1")
        .flat_map(|service| service.methods().collect::<Vec<_>>())
        .map(|method| format!("{}/{}", method.parent_service().name(), method.name()))
        .collect();
    assert_eq!(named, exist);
}

#[test]
fn every_flag_and_variable_is_in_the_help() {
    let commands = ["serve", "demo", "verify", "backup", "export", "import"];
    let help = commands.map(|command| run(&[command, "--help"])).concat() + &run(&["--help"]);
    let of_help: BTreeSet<&str> = words(&help, in_a_setting).collect();
    let readme = readme();
    // cargo has flags of its own.
    let lines = readme.lines().filter(|line| !line.starts_with("cargo "));
    let mut found = 0;
    for name in lines.flat_map(|line| words(line, in_a_setting)) {
        let flag = name.len() > 2 && name.starts_with("--") && !name.starts_with("---");
        if flag || name.starts_with("DEPOSITARY_") {
            assert!(of_help.contains(name), "{name} is not in --help");
            found += 1;
        }
    }
    assert!(found > 5, "only {found} settings were found");
}

#[test]
fn every_file_exists() {
    let readme = readme();
    let mut found = 0;
    for target in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        if !target.contains("://") {
            assert!(Path::new(target).exists(), "{target}");
            found += 1;
        }
    }
    assert!(found > 0);
}

/// What the binary prints.
fn run(arguments: &[&str]) -> String {
    let binary = env!("CARGO_BIN_EXE_depositary");
    let output = Command::new(binary).env_clear().args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A command of the session, and what it prints.
struct Step {
    command: String,
    output: String,
}

/// The console session: a command begins with `$ ` and goes on as long as a quote is open or the line ends in `\`.
fn session(readme: &str) -> Vec<Step> {
    let (_, block) = readme.split_once("<!-- session -->\n```console\n").expect("there is a session");
    let (block, _) = block.split_once("\n```").expect("the session has an end");
    let mut steps: Vec<Step> = Vec::new();
    let mut in_command = false;
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            assert!(!in_command, "a command has no end before: {line}");
            steps.push(Step { command: command.to_owned(), output: String::new() });
        } else {
            let step = steps.last_mut().expect("the session begins with a command");
            let text = if in_command { &mut step.command } else { &mut step.output };
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
            if !in_command {
                continue;
            }
        }
        let command = &steps.last().unwrap().command;
        in_command = command.matches('\'').count() % 2 == 1 || command.ends_with('\\');
    }
    steps
}

/// The lines of the outputs of one session, without what is another one in each run: ids, times, and dates of the day or
/// days on which the session took place, which its times tell.
fn masked(outputs: &[&str]) -> Vec<Vec<String>> {
    let days: BTreeSet<[String; 3]> =
        outputs.iter().flat_map(|output| output.lines()).filter_map(day).collect();
    assert!(!days.is_empty(), "no output has a time");
    let days: Vec<[String; 3]> = days.into_iter().collect();
    outputs.iter().map(|output| masked_output(output, &days)).collect()
}

fn masked_output(output: &str, days: &[[String; 3]]) -> Vec<String> {
    let mut lines: Vec<String> = output.trim_end().lines().map(mask).collect();
    for start in 0..lines.len() {
        let Some(date) = lines.get_mut(start..start + 3) else { break };
        if days.iter().any(|day| date.iter().zip(day).all(|(line, part)| line.trim() == part)) {
            date.fill_with(|| "(today)".to_owned());
        }
    }
    lines
}

fn mask(line: &str) -> String {
    match key_and_value(line) {
        Some((key, value)) if VARYING.contains(&key) => line.replace(value, "(varies)"),
        Some(_) | None => line.to_owned(),
    }
}

/// The day of a time, as a date is printed over three lines.
fn day(line: &str) -> Option<[String; 3]> {
    let (key, value) = key_and_value(line)?;
    if !key.ends_with("At") {
        return None;
    }
    let (day, _) = value.split_once('T')?;
    let numbers: Vec<i32> = day.split('-').map(|number| number.parse().unwrap()).collect();
    let [year, month, day] = numbers[..] else { return None };
    Some([format!("\"year\": {year},"), format!("\"month\": {month},"), format!("\"day\": {day}")])
}

/// `"key": "value"`, with a comma or without.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().trim_end_matches(',');
    line.strip_prefix('"')?.strip_suffix('"')?.split_once("\": \"")
}

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

/// From a heading to the next one.
fn section<'a>(readme: &'a str, heading: &str) -> &'a str {
    let (_, rest) = readme.split_once(&format!("\n{heading}\n")).expect("there is such a heading");
    rest.split("\n## ").next().unwrap()
}

fn in_backticks(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn in_a_setting(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_".contains(c)
}

/// The longest runs of these characters.
fn words(text: &str, of: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c| !of(c)).filter(|word| !word.is_empty())
}

/// The real binary on a free port.
struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_depositary"))
            .env_clear()
            .args(["--listen", "127.0.0.1:0", "--log-format", "json"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("it says where it listens").unwrap();
            let line: serde_json::Value = serde_json::from_str(&line).unwrap();
            if let Some(address) = line["address"].as_str() {
                break address.to_owned();
            }
        };
        // Somebody has to read on, or the process would wait for room in the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
