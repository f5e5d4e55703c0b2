//! A field and its `#[column(…)]`.

use limbeck_catalog::{Action, ObjectName};
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Field, Ident, Type};

use super::attribute::{Errors, each_word};
use super::context::Context;
use super::default::{default, suits};
use super::reference::{Reference, reference};
use super::types::{bare, only_argument, type_path, written};
use super::value;
use crate::model::{
    ModelCheck, ModelColumn, ModelForeignKey, ModelGenerated, ModelIndex, ModelIndexPart, ModelUnique,
    PortableDefault, PortableType, RustType, Size, Sql,
};

const WORDS: [&str; 22] = [
    "auto",
    "check",
    "collate",
    "comment",
    "default",
    "default_sql",
    "generated",
    "index",
    "length",
    "name",
    "nullable",
    "on_delete",
    "on_update",
    "precision",
    "primary_key",
    "references",
    "renamed_from",
    "scale",
    "skip",
    "stored",
    "type",
    "unique",
];

/// What one field declares, for its table to put together.
pub(crate) struct ColumnReading {
    pub(crate) field: String,
    pub(crate) span: Span,
    pub(crate) column: ModelColumn,
    pub(crate) primary_key: bool,
    pub(crate) unique: Option<ModelUnique>,
    pub(crate) index: Option<ModelIndex>,
    pub(crate) foreign_key: Option<ModelForeignKey>,
    pub(crate) checks: Vec<ModelCheck>,
    /// The Rust type at the bottom that syntax cannot resolve.
    pub(crate) unresolved: Option<Type>,
}

/// The words of one field, before they are checked against each other.
#[derive(Default)]
struct Words {
    name: Option<String>,
    sql_type: Option<Sql>,
    size: Size,
    size_span: Option<Span>,
    primary_key: bool,
    auto: Option<bool>,
    unique: bool,
    index: bool,
    nullable: Option<bool>,
    default: Option<(PortableDefault, Span)>,
    default_sql: Option<Sql>,
    generated: Option<String>,
    stored: bool,
    references: Option<Reference>,
    on_delete: Option<Action>,
    on_update: Option<Action>,
    checks: Vec<String>,
    collate: Option<Sql>,
    comment: Option<String>,
    renamed_from: Option<String>,
    skip: bool,
}

/// Reads one field; `None` if it is no column.
pub(crate) fn read_field(
    field: &Field,
    ident: &Ident,
    context: &Context<'_>,
) -> syn::Result<Option<ColumnReading>> {
    let field_name = ident.unraw().to_string();
    let Some(attributes) = context.cfg.attributes(&field.attrs, &format!("the field `{field_name}`"))? else {
        return Ok(None);
    };
    let words = read_words(&attributes)?;
    if words.skip {
        return Ok(None);
    }
    words.assemble(field_name, ident, &field.ty, context).map(Some)
}

fn read_words(attributes: &[Attribute]) -> syn::Result<Words> {
    let mut words = Words::default();
    let mut errors = Errors::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("column")) {
        let result = each_word(attribute, &WORDS, |word, meta| {
            let words = &mut words;
            match word {
                "name" => words.name = Some(value::text(meta)?),
                "type" => words.sql_type = Some(value::sql(meta)?),
                "length" | "precision" | "scale" => {
                    words.size_span = Some(meta.path.span());
                    let number = Some(value::number(meta)?);
                    match word {
                        "length" => words.size.length = number,
                        "precision" => words.size.precision = number,
                        _ => words.size.scale = number,
                    }
                }
                "primary_key" => words.primary_key = value::flag(meta)?,
                "auto" => words.auto = Some(value::flag(meta)?),
                "unique" => words.unique = value::flag(meta)?,
                "index" => words.index = value::flag(meta)?,
                "nullable" => words.nullable = Some(value::flag(meta)?),
                "default" => words.default = Some(default(meta)?),
                "default_sql" => words.default_sql = Some(value::sql(meta)?),
                "generated" => words.generated = Some(value::text(meta)?),
                "stored" => words.stored = value::flag(meta)?,
                "references" => words.references = Some(reference(meta)?),
                "on_delete" => words.on_delete = Some(value::action(meta)?),
                "on_update" => words.on_update = Some(value::action(meta)?),
                "check" => words.checks.push(value::text(meta)?),
                "collate" => words.collate = Some(value::sql(meta)?),
                "comment" => words.comment = Some(value::text(meta)?),
                "renamed_from" => words.renamed_from = Some(value::text(meta)?),
                _ => words.skip = value::flag(meta)?,
            }
            Ok(())
        });
        errors.take(result);
    }
    errors.finish(words)
}

impl Words {
    fn assemble(
        self,
        field: String,
        ident: &Ident,
        ty: &Type,
        context: &Context<'_>,
    ) -> syn::Result<ColumnReading> {
        let span = ident.span();
        let place = context.place(span);
        let name = self.name.clone().unwrap_or_else(|| field.clone());
        let read = read_type(ty, self.size, context, self.sql_type.is_some())?;
        self.check(&read, span)?;

        let reference = self.references.map(|reference| ModelForeignKey {
            columns: vec![name.clone()],
            referred_table: reference.table,
            referred_columns: reference.columns,
            on_delete: self.on_delete.unwrap_or_default(),
            on_update: self.on_update.unwrap_or_default(),
            place: place.clone(),
            ..ModelForeignKey::default()
        });
        let index = self.index.then(|| ModelIndex {
            parts: vec![ModelIndexPart {
                key: limbeck_catalog::Key::Column(name.clone()),
                descending: false,
            }],
            place: place.clone(),
            ..ModelIndex::default()
        });
        let unique = self.unique.then(|| ModelUnique {
            name: None,
            columns: vec![name.clone()],
            place: place.clone(),
        });
        let check = |expression| ModelCheck {
            name: None,
            expression,
            column: Some(name.clone()),
            place: place.clone(),
        };
        let checks = self.checks.into_iter().map(check).collect();
        let column = ModelColumn {
            name,
            data_type: read.data_type,
            rust_type: read.rust_type,
            sql_type: self.sql_type,
            nullable: self.nullable.unwrap_or(read.nullable),
            auto: self.auto,
            default: self.default.map(|(default, _)| default),
            default_sql: self.default_sql,
            generated: self.generated.map(|expression| ModelGenerated { expression, stored: self.stored }),
            collation: self.collate,
            comment: self.comment,
            renamed_from: self.renamed_from,
            place,
        };
        Ok(ColumnReading {
            field,
            span,
            column,
            primary_key: self.primary_key,
            unique,
            index,
            foreign_key: reference,
            checks,
            unresolved: read.unresolved,
        })
    }

    /// What does not go together.
    fn check(&self, read: &ReadType, span: Span) -> syn::Result<()> {
        let mut errors = Errors::default();
        let mut wrong = |span: Span, message: &str| errors.push(syn::Error::new(span, message));
        if self.primary_key && self.nullable.unwrap_or(read.nullable) {
            wrong(span, "a primary key cannot be NULL\nhint: take `Option` away");
        }
        if self.references.is_none() && (self.on_delete.is_some() || self.on_update.is_some()) {
            wrong(span, "`on_delete` and `on_update` need `references = \"table.column\"`");
        }
        if self.stored && self.generated.is_none() {
            wrong(span, "`stored` needs `generated = \"…\"`");
        }
        if self.generated.is_some() && (self.default.is_some() || self.default_sql.is_some()) {
            wrong(span, "a generated column has no default");
        }
        if self.auto == Some(true)
            && (self.default.is_some() || self.default_sql.is_some() || self.generated.is_some())
        {
            wrong(span, "a column that counts up has no default and is not generated");
        }
        if let (Some((_, span)), Some(Sql::All(_))) = (&self.default, &self.default_sql) {
            wrong(
                *span,
                "`default` and `default_sql` both say what the default is\nhint: keep one, or name dialects: \
                 `default_sql(postgresql = \"…\")` comes before `default` there",
            );
        }
        if let Some((default, span)) = &self.default
            && self.sql_type.is_none()
            && !suits(default, &read.data_type)
        {
            wrong(*span, "this default does not suit the type of the column");
        }
        if let Some(at) = self.size_span {
            let is_text = matches!(read.data_type.bottom(), PortableType::Text { .. });
            let is_decimal = matches!(read.data_type.bottom(), PortableType::Decimal { .. });
            let unknown = read.unresolved.is_some();
            if matches!(self.sql_type, Some(Sql::All(_))) {
                wrong(at, "the type is given in SQL\nhint: write the size there, `type = \"varchar(20)\"`");
            } else if self.size.length.is_some() && !is_text && !unknown {
                wrong(at, "`length` belongs to text");
            } else if (self.size.precision.is_some() || self.size.scale.is_some()) && !is_decimal && !unknown
            {
                wrong(at, "`precision` and `scale` belong to decimal numbers");
            } else if self.size.length == Some(0) || self.size.precision == Some(0) {
                wrong(at, "this must be 1 or more");
            } else if self.size.scale.is_some() && self.size.precision.is_none() {
                wrong(at, "`scale` needs `precision`");
            } else if self.size.scale > self.size.precision {
                wrong(at, "`scale` must not be greater than `precision`");
            }
        }
        errors.finish(())
    }
}

struct ReadType {
    data_type: PortableType,
    nullable: bool,
    rust_type: Option<String>,
    unresolved: Option<Type>,
}

/// The type of a field, without its `Option`.
fn read_type(ty: &Type, size: Size, context: &Context<'_>, sql_is_given: bool) -> syn::Result<ReadType> {
    let Some(mut path) = type_path(ty, context.uses) else { return no_path(ty, sql_is_given) };
    let mut inner = bare(ty);
    let mut nullable = false;
    if let Some(argument) = path.inside_option().cloned() {
        nullable = true;
        path = argument;
        inner = only_argument(inner).map_or(inner, bare);
    }
    let portable = path.portable(size);
    let mut depth = 0;
    while let Some(item) = path.inside_array().cloned() {
        depth += 1;
        path = item;
        inner = only_argument(inner).map_or(inner, bare);
    }
    if path.name.is_empty() || path.name == "Option" {
        return no_path(inner, sql_is_given).map(|read| ReadType { nullable, ..read });
    }
    let rust_type = Some(path.name.clone());
    if let Some(data_type) = portable {
        return Ok(ReadType { data_type, nullable, rust_type, unresolved: None });
    }
    let Size { length, precision, scale } = size;
    let unknown = RustType { name: path.name, compiler_name: None, length, precision, scale };
    let data_type =
        (0..depth).fold(PortableType::Rust(unknown), |item, _| PortableType::Array(Box::new(item)));
    Ok(ReadType { data_type, nullable, rust_type, unresolved: Some(inner.clone()) })
}

/// Tuples, arrays, pointers: nothing that `[types]` could name, but the field itself may say what it is.
fn no_path(ty: &Type, sql_is_given: bool) -> syn::Result<ReadType> {
    let name = written(ty);
    if sql_is_given {
        let data_type = PortableType::Rust(RustType { name, ..RustType::default() });
        return Ok(ReadType { data_type, nullable: false, rust_type: None, unresolved: None });
    }
    Err(syn::Error::new(
        ty.span(),
        format!(
            "Limbeck does not know the Rust type `{name}`\n\
             hint: name its SQL type, `#[column(type = \"bytea\")]`, or leave the field out, `#[column(skip)]`"
        ),
    ))
}

/// The name of a table that nobody has named: that of the struct, in snake case, not in the plural.
pub(crate) fn default_table_name(ident: &Ident, schema: Option<String>) -> ObjectName {
    ObjectName { schema, name: snake_case(&ident.unraw().to_string()) }
}

/// `HTTPServer2Go` → `http_server2_go`.
pub(crate) fn snake_case(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len() + 4);
    for (position, &letter) in letters.iter().enumerate() {
        let before = position.checked_sub(1).map(|before| letters[before]);
        let next_is_lower = letters.get(position + 1).is_some_and(|next| next.is_lowercase());
        let starts_word = letter.is_uppercase()
            && before.is_some_and(|before| {
                !before.is_uppercase() && before != '_' || before.is_uppercase() && next_is_lower
            });
        if starts_word {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn names_become_snake_case() {
        for (name, snake) in [
            ("User", "user"),
            ("UserGroup", "user_group"),
            ("HTTPServer2Go", "http_server2_go"),
            ("User_Group", "user_group"),
            ("already_snake", "already_snake"),
            ("ABC", "abc"),
            ("ÄmterListe", "ämter_liste"),
        ] {
            assert_eq!(snake_case(name), snake);
        }
    }
}
