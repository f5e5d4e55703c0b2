//! Names of new files.

use limbeck_url::nearest;

use crate::file::directive;

/// Why a file name cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// `{word}` is none of the tokens.
    #[error(
        "`{{{word}}}` in `file_template` is not a token{}; the tokens are {{date}}, {{time}}, {{revision}} and {{slug}}",
        meant(nearest)
    )]
    UnknownToken {
        /// What stands between the braces.
        word: String,
        /// The token nearest to it.
        nearest: Option<&'static str>,
    },
    /// A brace without its partner.
    #[error("a brace of `file_template` has no partner in `{0}`")]
    Brace(String),
    /// The name would leave the folder, or be no revision.
    #[error(
        "`file_template` makes the name `{0}`; it must end in `.sql`, not begin with a dot and name no folder"
    )]
    Name(String),
}

fn meant(nearest: &Option<&'static str>) -> String {
    nearest.map(|word| format!(" (did you mean `{{{word}}}`?)")).unwrap_or_default()
}

/// The name of a new file from a template with the tokens `{date}` (YYYYMMDD), `{time}` (HHMMSS), `{revision}` and `{slug}`, the
/// message in lower case, `[a-z0-9_]`, at most 40 characters.
///
/// # Errors
///
/// [`TemplateError`] for an unknown token, or a name that is no file name of a revision.
pub fn file_name(
    template: &str,
    date: &str,
    time: &str,
    id: &str,
    message: &str,
) -> Result<String, TemplateError> {
    const TOKENS: [&str; 4] = ["date", "time", "revision", "slug"];
    let mut name = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (word, tail) = after.split_once('}').ok_or_else(|| TemplateError::Brace(template.to_owned()))?;
        name.push_str(before);
        match word {
            "date" => name.push_str(date),
            "time" => name.push_str(time),
            "revision" => name.push_str(id),
            "slug" => {
                let slug = slug(message);
                // No message: the separator that stood before it goes as well.
                if slug.is_empty() && name.ends_with(['_', '-']) {
                    name.pop();
                }
                name.push_str(&slug);
            }
            _ => {
                return Err(TemplateError::UnknownToken {
                    word: word.to_owned(),
                    nearest: nearest(word, TOKENS),
                });
            }
        }
        rest = tail;
    }
    name.push_str(rest);
    if name.contains('}') {
        return Err(TemplateError::Brace(template.to_owned()));
    }
    if !name.ends_with(".sql") || name.starts_with('.') || name.contains(['/', '\\']) {
        return Err(TemplateError::Name(name));
    }
    Ok(name)
}

/// A message as part of a file name: lower case, `[a-z0-9_]`, at most 40 characters, cut between words where there is a place to.
#[must_use]
pub fn slug(message: &str) -> String {
    const LENGTH: usize = 40;
    let lower = message.to_lowercase();
    let mut slug = String::new();
    for word in lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let joined = slug.len() + usize::from(!slug.is_empty()) + word.len();
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(LENGTH)]);
        } else if joined <= LENGTH {
            slug.push('_');
            slug.push_str(word);
        } else {
            break;
        }
    }
    slug
}

/// SQL in which no line reads as a directive: those that would are indented by one blank.
///
/// For SQL that comes from elsewhere (a schema file, a function body of the server). Inside a literal that spans lines the blank changes
/// the value, which no other way of writing avoids; in comments it changes nothing.
#[must_use]
pub fn indent_directives(sql: &str) -> String {
    sql.split_inclusive('\n')
        .flat_map(|line| [if directive(line).is_some() { " " } else { "" }, line])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULT: &str = "{date}_{revision}_{slug}.sql";

    fn name(template: &str, message: &str) -> Result<String, TemplateError> {
        file_name(template, "20261123", "071101", "ae1027a6acf9", message)
    }

    #[test]
    fn the_tokens_are_filled_in() {
        assert_eq!(name(DEFAULT, "Create users").unwrap(), "20261123_ae1027a6acf9_create_users.sql");
        assert_eq!(name("{time}.{slug}.sql", "Add 'é' to B-side!").unwrap(), "071101.add_to_b_side.sql");
        assert_eq!(name(DEFAULT, "").unwrap(), "20261123_ae1027a6acf9.sql");
        assert_eq!(name(DEFAULT, "日本").unwrap(), "20261123_ae1027a6acf9.sql");
    }

    #[test]
    fn a_slug_has_at_most_forty_characters() {
        assert_eq!(
            slug("Add the very long column name to the other very long table"),
            "add_the_very_long_column_name_to_the"
        );
        assert_eq!(slug(&"x".repeat(50)).len(), 40);
    }

    #[test]
    fn a_wrong_template_is_refused() {
        assert_eq!(
            name("{date}_{rev}.sql", "m").unwrap_err().to_string(),
            "`{rev}` in `file_template` is not a token; the tokens are {date}, {time}, {revision} and {slug}"
        );
        assert!(name("{revisoin}.sql", "m").unwrap_err().to_string().contains("did you mean `{revision}`?"));
        for template in ["{date.sql", "a}.sql", "{revision}.txt", "../{revision}.sql", ".{revision}.sql"] {
            assert!(name(template, "m").is_err(), "{template}");
        }
    }

    #[test]
    fn foreign_sql_is_made_safe() {
        assert_eq!(indent_directives("-- @param x\nSELECT 1;\n--@y"), " -- @param x\nSELECT 1;\n --@y");
    }
}
