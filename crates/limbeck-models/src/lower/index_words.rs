//! What the parts of an index are called in its name.

use limbeck_catalog::Key;

use crate::model::ModelIndexPart;

/// One word a part, as PostgreSQL chooses them (`ChooseIndexColumnNames`): a column is called what it is called, the call of a function after
/// the function, any other expression `expr`; one that is there already gets a number.
pub(crate) fn words(parts: &[ModelIndexPart]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in parts {
        let word = match &part.key {
            Key::Column(name) => name.clone(),
            Key::Expression(text) => function(text.as_str()).unwrap_or_else(|| "expr".to_owned()),
        };
        let mut free = word.clone();
        let mut n = 1;
        while words.contains(&free) {
            free = format!("{word}{n}");
            n += 1;
        }
        words.push(free);
    }
    words
}

/// The function, if the whole expression is a call of one.
fn function(expression: &str) -> Option<String> {
    let (name, arguments) = expression.trim().split_once('(')?;
    let inside = arguments.strip_suffix(')')?;
    let mut depth = 0_i32;
    let stays_inside = inside.chars().all(|letter| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        depth >= 0
    });
    let name = name.trim().rsplit('.').next().unwrap_or_default();
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (is_name && stays_inside).then(|| name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use limbeck_catalog::Expression;

    use super::*;

    #[test]
    fn parts_are_called_as_postgresql_calls_them() {
        let column = |name: &str| ModelIndexPart { key: Key::Column(name.into()), descending: false };
        let expression =
            |text: &str| ModelIndexPart { key: Key::Expression(Expression::new(text)), descending: false };
        let parts = [
            column("sku"),
            expression("LOWER(sku)"),
            expression("(q + 1)"),
            expression("(q + 2)"),
            expression("pg_catalog.lower(x)"),
        ];
        assert_eq!(words(&parts), ["sku", "lower", "expr", "expr1", "lower1"]);
        assert_eq!(words(&[expression("lower(a) || upper(b)")]), ["expr"]);
    }
}
