//! What a command works on.

use limbeck_models::Model;
use limbeck_url::mask_passwords;

use super::output::Output;
use crate::config::Config;
use crate::source::Source;

/// What a command works on: configuration, revisions, models, and where output goes.
#[derive(Clone, Debug)]
pub struct Project {
    /// The configuration, flags included.
    pub config: Config,
    /// The revisions.
    pub source: Source,
    /// The models that a program lists; `None`: those of the configuration.
    pub metadata: Option<Model>,
    /// Where output goes.
    pub output: Output,
    /// The command line, as a person would type it again; passwords masked.
    pub command_line: String,
}

/// A command line as a person would type it again. What follows `--url` is left out: it may hold a password.
#[must_use]
pub(super) fn command_line(arguments: impl IntoIterator<Item = String>) -> String {
    let mut line = String::new();
    let mut arguments = arguments.into_iter().enumerate();
    while let Some((index, argument)) = arguments.next() {
        if matches!(argument.as_str(), "--url" | "--scratch-url") {
            arguments.next();
            continue;
        }
        if argument.starts_with("--url=") || argument.starts_with("--scratch-url=") {
            continue;
        }
        if index == 0 {
            let name = std::path::Path::new(&argument).file_stem();
            line.push_str(&name.map_or_else(|| argument.clone(), |name| name.to_string_lossy().into_owned()));
            continue;
        }
        line.push(' ');
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_=+.,:/@%".contains(c);
        let argument = mask_passwords(&argument);
        if !argument.is_empty() && argument.chars().all(plain) {
            line.push_str(&argument);
        } else {
            line.push_str(&format!("'{}'", argument.replace('\'', r"'\''")));
        }
    }
    line
}

impl Project {
    /// The command line of this process.
    #[must_use]
    pub fn this_command_line() -> String {
        command_line(std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::command_line;

    #[test]
    fn a_command_line_can_be_typed_again_and_holds_no_url() {
        let line = |arguments: &[&str]| command_line(arguments.iter().map(|text| (*text).to_owned()));
        assert_eq!(
            line(&["/x/limbeck", "--url", "postgresql://u:secret@h/d", "upgrade", "+1"]),
            "limbeck upgrade +1"
        );
        assert_eq!(
            line(&["limbeck", "--url=mysql://u:p@h/d", "revision", "-m", "it's"]),
            r"limbeck revision -m 'it'\''s'"
        );
        assert_eq!(line(&["limbeck", "diff", "mysql://u:p@h/d"]), "limbeck diff 'mysql://u:***@h/d'");
    }
}
