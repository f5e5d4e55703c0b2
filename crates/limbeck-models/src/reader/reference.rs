//! `references = "…"`: the table and the columns that a foreign key points to.

use limbeck_catalog::ObjectName;
use syn::LitStr;
use syn::meta::ParseNestedMeta;

/// What a foreign key points to. No columns mean the primary key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) table: ObjectName,
    pub(crate) columns: Vec<String>,
}

/// Reads `= "teams.id"`, `= "schema.teams.id"`, `= "teams(id, part)"`, `= "schema.teams(id)"`, `= "teams"`.
pub(crate) fn reference(meta: &ParseNestedMeta<'_>) -> syn::Result<Reference> {
    let literal: LitStr = meta.value()?.parse()?;
    parse(&literal.value()).ok_or_else(|| {
        syn::Error::new(
            literal.span(),
            "this names no table and column\nhint: write \"teams.id\", \"schema.teams.id\", or \"teams(id, part)\" \
             for several columns",
        )
    })
}

fn parse(text: &str) -> Option<Reference> {
    let text = text.trim();
    if let Some(before) = text.strip_suffix(')') {
        let (table, columns) = before.split_once('(')?;
        let columns: Vec<_> = columns.split(',').map(|column| column.trim().to_owned()).collect();
        let table = match names(table)?.as_slice() {
            [table] => ObjectName::new(table.as_str()),
            [schema, table] => ObjectName::in_schema(schema.as_str(), table.as_str()),
            _ => return None,
        };
        return columns.iter().all(|column| is_name(column)).then_some(Reference { table, columns });
    }
    Some(match names(text)?.as_slice() {
        [table] => Reference { table: ObjectName::new(table.as_str()), columns: Vec::new() },
        [table, column] => {
            Reference { table: ObjectName::new(table.as_str()), columns: vec![column.clone()] }
        }
        [schema, table, column] => Reference {
            table: ObjectName::in_schema(schema.as_str(), table.as_str()),
            columns: vec![column.clone()],
        },
        _ => return None,
    })
}

fn names(text: &str) -> Option<Vec<String>> {
    let names: Vec<_> = text.split('.').map(|name| name.trim().to_owned()).collect();
    names.iter().all(|name| is_name(name)).then_some(names)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(['(', ')', ',', '.', '"', '`'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_the_forms_are_read() {
        let read = |text| parse(text).map(|one| (one.table.to_string(), one.columns.join(",")));
        let pair = |table: &str, columns: &str| Some((table.to_owned(), columns.to_owned()));
        assert_eq!(read("teams.id"), pair("teams", "id"));
        assert_eq!(read("app.teams.id"), pair("app.teams", "id"));
        assert_eq!(read("teams (id, part)"), pair("teams", "id,part"));
        assert_eq!(read("app.teams(id)"), pair("app.teams", "id"));
        assert_eq!(read("teams"), pair("teams", ""));
        for wrong in ["", "teams.", "teams()", "teams(id", "a.b.c.d", "(id)", "a.b.c(id)"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
