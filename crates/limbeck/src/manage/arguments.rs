//! Arguments that begin with a dash and are no flags.

use std::ffi::OsString;

use clap::Parser;
use clap::error::ErrorKind;

/// Reads the arguments, the program's name first.
///
/// `-1` is a number to `clap`, and taken where numbers may be. `-3:current` is none, and looks like flags: where it is refused as such, it is
/// read again as the target that it is.
///
/// # Errors
///
/// `clap`'s, with its exit code and its text.
pub fn parse_arguments<P: Parser>(arguments: &[OsString]) -> Result<P, clap::Error> {
    P::try_parse_from(arguments).or_else(|error| {
        let again = (error.kind() == ErrorKind::UnknownArgument).then(|| range_last(arguments)).flatten();
        again.and_then(|arguments| P::try_parse_from(arguments).ok()).ok_or(error)
    })
}

/// The same with the first range that begins with a dash moved behind `--`; `None` if there is none, or `--` is there already.
fn range_last(arguments: &[OsString]) -> Option<Vec<OsString>> {
    if arguments.iter().any(|argument| argument == "--") {
        return None;
    }
    let is_range = |argument: &OsString| {
        let steps = argument.to_str().and_then(|text| text.strip_prefix('-')?.split_once(':'));
        steps.is_some_and(|(steps, _)| !steps.is_empty() && steps.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let at = arguments.iter().position(is_range)?;
    let mut moved = arguments.to_vec();
    let range = moved.remove(at);
    moved.extend([OsString::from("--"), range]);
    Some(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Parser)]
    struct Example {
        #[arg(allow_negative_numbers = true)]
        target: String,
        #[arg(long)]
        sql: bool,
    }

    fn parsed(arguments: &[&str]) -> Result<(String, bool), ErrorKind> {
        let arguments: Vec<OsString> = ["x"].iter().chain(arguments).map(OsString::from).collect();
        let read = parse_arguments::<Example>(&arguments);
        read.map(|example| (example.target, example.sql)).map_err(|error| error.kind())
    }

    #[test]
    fn steps_and_ranges_are_targets_and_other_dashes_are_flags() {
        for target in ["-1", "-1:-3", "-12:current", "-3:"] {
            assert_eq!(parsed(&[target, "--sql"]), Ok((target.to_owned(), true)), "{target}");
            assert_eq!(parsed(&["--sql", target]), Ok((target.to_owned(), true)), "{target}");
            assert_eq!(parsed(&["--sql", "--", target]), Ok((target.to_owned(), true)), "{target}");
        }
        for flag in ["--sqk", "-x", "-x:3", "-:3"] {
            assert_eq!(parsed(&["head", flag]), Err(ErrorKind::UnknownArgument), "{flag}");
            assert_eq!(parsed(&[flag]), Err(ErrorKind::UnknownArgument), "{flag}");
        }
    }
}
