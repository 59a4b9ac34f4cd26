//! How the story looks: lines that fit into a narrow window.

use std::io::{self, Write};

use jiff::civil::Date;

/// The longest line, in characters.
const WIDTH: usize = 100;

/// The column of who acts, and of what follows.
const ACTOR: usize = 12;

/// The column of what is said.
const SAID: usize = 27;

/// Tells the story to somebody.
pub(super) struct Teller<'a>(pub(super) &'a mut dyn Write);

impl Teller<'_> {
    /// A paragraph.
    pub(super) fn paragraph(&mut self, text: &str) -> io::Result<()> {
        self.lines("", 0, text)
    }

    /// An empty line.
    pub(super) fn pause(&mut self) -> io::Result<()> {
        writeln!(self.0)
    }

    /// What somebody does on a day.
    pub(super) fn act(&mut self, on: Date, actor: &str, says: &str) -> io::Result<()> {
        let width = SAID - ACTOR - 1;
        self.lines(&format!("{on}  {actor:<width$}"), SAID, says)
    }

    /// What follows from it.
    pub(super) fn follows(&mut self, text: &str) -> io::Result<()> {
        self.lines(&format!("{:ACTOR$}→", ""), ACTOR + 2, text)
    }

    /// How it is refused.
    pub(super) fn refused(&mut self, text: &str) -> io::Result<()> {
        self.lines(&format!("{:ACTOR$}✗", ""), ACTOR + 2, text)
    }

    /// The answer to a question.
    pub(super) fn answered(&mut self, text: &str) -> io::Result<()> {
        self.lines(&format!("{:ACTOR$}=", ""), ACTOR + 2, text)
    }

    /// Words after `start`, on as many lines as they need; all but the first begin in the column `indent`.
    fn lines(&mut self, start: &str, indent: usize, text: &str) -> io::Result<()> {
        let mut line = start.to_owned();
        let mut width = line.chars().count();
        let mut is_empty = width == 0;
        for word in text.split_whitespace() {
            let word_width = word.chars().count();
            if !is_empty && width + 1 + word_width > WIDTH {
                writeln!(self.0, "{line}")?;
                line = " ".repeat(indent.saturating_sub(1));
                width = line.chars().count();
                is_empty = width == 0;
            }
            if !is_empty {
                line.push(' ');
                width += 1;
            }
            line.push_str(word);
            width += word_width;
            is_empty = false;
        }
        writeln!(self.0, "{line}")
    }
}

/// Events, those that follow one another with their number.
pub(super) fn listed(events: &[String]) -> String {
    let runs = events.chunk_by(|one, next| one == next).filter_map(|run| {
        let kind = run.first()?;
        Some(if run.len() > 1 { format!("{kind} ×{}", run.len()) } else { kind.clone() })
    });
    runs.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tell: impl FnOnce(&mut Teller<'_>) -> io::Result<()>) -> String {
        let mut lines = Vec::new();
        tell(&mut Teller(&mut lines)).unwrap();
        String::from_utf8(lines).unwrap()
    }

    #[test]
    fn a_block_has_its_columns() {
        let day = jiff::civil::date(2022, 3, 9);
        assert_eq!(told(|teller| teller.act(day, "REG", "signs.")), "2022-03-09  REG            signs.\n");
        assert_eq!(told(|teller| teller.follows("A, B; OPEN")), "            → A, B; OPEN\n");
        assert_eq!(told(|teller| teller.refused("NOT_OPEN")), "            ✗ NOT_OPEN\n");
    }

    #[test]
    fn long_lines_are_broken_between_words() {
        let words = "word ".repeat(90);
        let day = jiff::civil::date(2022, 3, 9);
        for text in [told(|teller| teller.act(day, "REG", &words)), told(|teller| teller.paragraph(&words))] {
            assert!(text.lines().count() > 3);
            assert!(text.lines().all(|line| line.chars().count() <= WIDTH && !line.ends_with(' ')), "{text}");
        }
        let told = told(|teller| teller.act(day, "REG", &words));
        assert!(told.lines().skip(1).all(|line| line.starts_with(&format!("{:SAID$}word", ""))), "{told}");
    }
}
