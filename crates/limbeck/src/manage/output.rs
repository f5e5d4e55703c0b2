//! Where text and JSON go: data to stdout, everything else to stderr.

use std::fmt::Display;
use std::io::{self, BufRead as _, IsTerminal as _};

use serde::Serialize;

use super::json;
use super::text::{BOLD, YELLOW};

/// Where the output of a command goes, and how much of it there is.
#[derive(Clone, Debug)]
pub struct Output {
    /// The command's name, for JSON.
    pub command: &'static str,
    /// JSON instead of text.
    pub json: bool,
    /// Nothing but data and errors.
    pub quiet: bool,
    /// More than usual.
    pub verbose: bool,
    /// Whether questions may be asked.
    pub input: bool,
}

impl Output {
    /// Text that a command is run for, to stdout; in JSON it is not printed.
    pub fn data(&self, text: impl Display) {
        if self.json {
            return;
        }
        let mut stream = anstream::stdout();
        if stream.current_choice() == anstream::ColorChoice::Never {
            // A stream that strips writes what stands between two colours by itself: a long plan is thousands of writes.
            let text = text.to_string();
            write(
                &mut stream.into_inner(),
                format_args!("{}", anstream::adapter::strip_str(&text).to_string()),
            );
        } else {
            write(&mut stream, format_args!("{text}"));
        }
    }

    /// A line of [`Output::data`].
    pub fn line(&self, text: impl Display) {
        self.data(format_args!("{text}\n"));
    }

    /// The one object of `--json`.
    pub fn object<T: Serialize>(&self, data: &T) {
        if self.json {
            let text = json::envelope(self.command, data);
            write(&mut anstream::stdout(), format_args!("{text}\n"));
        }
    }

    /// What a person may want to know, to stderr.
    pub fn note(&self, text: impl Display) {
        if !self.quiet {
            write(&mut anstream::stderr(), format_args!("{text}\n"));
        }
    }

    /// What somebody must see before a question, to stderr, however quiet it is to be.
    pub fn say(&self, text: impl Display) {
        write(&mut anstream::stderr(), format_args!("{text}\n"));
    }

    /// Asks a question; `true` for yes. Only where [`Output::can_ask`].
    #[must_use]
    pub fn confirm(&self, question: impl Display) -> bool {
        let mut answer = String::new();
        write(&mut anstream::stderr(), format_args!("{question} [y/N] "));
        io::stdin().lock().read_line(&mut answer).is_ok()
            && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
    }

    /// What a person should know, to stderr.
    pub fn warning(&self, text: impl Display) {
        if !self.quiet {
            write(&mut anstream::stderr(), format_args!("{YELLOW}warning{YELLOW:#}{BOLD}:{BOLD:#} {text}\n"));
        }
    }

    /// A way to go on, to stderr.
    pub fn hint(&self, text: impl Display) {
        if !self.quiet {
            write(&mut anstream::stderr(), format_args!("{BOLD}hint:{BOLD:#} {text}\n"));
        }
    }

    /// Whether a person sits at the other end of stderr.
    #[must_use]
    pub fn on_terminal(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Whether stdout is a terminal that shows Unicode.
    #[must_use]
    pub fn shows_unicode(&self) -> bool {
        // The first that is set wins, as in POSIX; Windows' terminals are written to in Unicode.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
            .unwrap_or_default()
            .to_ascii_lowercase();
        let unicode = cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8");
        unicode && io::stdout().is_terminal()
    }

    /// Whether a question may be asked, and somebody is there to answer.
    #[must_use]
    pub fn can_ask(&self) -> bool {
        self.input && io::stdin().is_terminal() && io::stderr().is_terminal()
    }
}

/// Writes; that nobody reads any more (`| head`) is no failure of the command.
pub(super) fn write(stream: &mut impl io::Write, text: std::fmt::Arguments<'_>) {
    let _ = stream.write_fmt(text).and_then(|()| stream.flush());
}
