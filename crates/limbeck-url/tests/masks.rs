//! Every row of `masks.tsv`, and passwords of any characters in URLs of any place.

use limbeck_url::mask_passwords;
use proptest::prelude::*;

fn plain(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\e", "\u{1b}")
}

#[test]
fn every_row_holds() {
    let mut failures = Vec::new();
    for (number, line) in (1..).zip(include_str!("masks.tsv").lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (text, expected) = line.split_once('\t').unwrap();
        let expected = plain(if expected == "=" { text } else { expected });
        let masked = mask_passwords(&plain(text));
        if masked != expected {
            failures.push(format!("masks.tsv:{number}: {text}\n    {masked}"));
        }
        assert_eq!(mask_passwords(&masked), masked, "masks.tsv:{number}: masked twice");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

proptest! {
    /// Whatever stands in the password, nothing of it is left when a host follows.
    #[test]
    fn no_password_is_left(
        before in r#"[a-z =\["'`(]{0,6}"#,
        start in "[0-9!-~]{0,6}",
        secret in "Z[A-Y]{6}",
        end in "[0-9!-~]{0,6}",
        after in r#"[/a-z"'` ,\]]{0,6}"#,
    ) {
        let text = format!("{before}postgresql://app:{start}{secret}{end}@host{after}");
        let masked = mask_passwords(&text);
        prop_assert!(!masked.contains(&secret), "{text} is shown as {masked}");
        prop_assert!(masked.starts_with(&before), "{text} is shown as {masked}");
    }

    /// Any text at all.
    #[test]
    fn masking_ends(text in r#"[a-z:/@'"`=\\ \né€]{0,40}|.{0,40}"#) {
        let masked = mask_passwords(&text);
        prop_assert!(masked.len() <= text.len() + 3 * text.len());
    }
}
