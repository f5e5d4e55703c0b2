//! Models as the Rust code that makes them.

use limbeck_models::__private::{
    Action, Deferrability, DialectName, Key, ModelCheck, ModelColumn, ModelForeignKey, ModelIndex,
    ModelTable, ModelUnique, ObjectName, Place, PortableDefault, PortableType, Sql,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Path;

/// The crate that generated code goes through: what `crate = "…"` says, else `::limbeck`.
pub(crate) fn crate_path(said: Option<Path>) -> TokenStream {
    said.map_or_else(|| quote!(::limbeck), |path| quote!(#path))
}

/// Every error at its place. The line `hint: …` of a message stays part of it.
pub(crate) fn compile_errors(error: &syn::Error) -> TokenStream {
    error.to_compile_error()
}

/// A table. `p` is in scope, and is `limbeck::__private`.
pub(crate) fn table(table: &ModelTable) -> TokenStream {
    let name = object_name(&table.name);
    let rust_name = text(table.rust_name.as_deref());
    let place = place(&table.place);
    let columns = table.columns.iter().map(column);
    let primary_key = texts(&table.primary_key);
    let foreign_keys = table.foreign_keys.iter().map(foreign_key);
    let uniques = table.uniques.iter().map(unique);
    let checks = table.checks.iter().map(check);
    let indexes = table.indexes.iter().map(index);
    let comment = text(table.comment.as_deref());
    let renamed_from = text(table.renamed_from.as_deref());
    let (strict, without_rowid) = (table.options.strict, table.options.without_rowid);
    let (engine, charset) = (text(table.options.engine.as_deref()), text(table.options.charset.as_deref()));
    quote! {
        p::ModelTable {
            name: #name,
            rust_name: #rust_name,
            place: #place,
            columns: ::std::vec![#(#columns),*],
            primary_key: #primary_key,
            foreign_keys: ::std::vec![#(#foreign_keys),*],
            uniques: ::std::vec![#(#uniques),*],
            checks: ::std::vec![#(#checks),*],
            indexes: ::std::vec![#(#indexes),*],
            options: p::TableOptions {
                strict: #strict,
                without_rowid: #without_rowid,
                engine: #engine,
                charset: #charset,
            },
            comment: #comment,
            renamed_from: #renamed_from,
            speaks_about: ::std::option::Option::None,
        }
    }
}

/// What is not the default alone: a column has many fields, and most are empty.
fn column(column: &ModelColumn) -> TokenStream {
    let ModelColumn { name, nullable, .. } = column;
    let data_type = data_type(&column.data_type);
    let place = place(&column.place);
    let mut fields = Vec::new();
    let mut field = |name: &str, value: Option<TokenStream>| {
        if let Some(value) = value {
            let name = Ident::new(name, Span::call_site());
            fields.push(quote!(#name: ::std::option::Option::Some(#value),));
        }
    };
    field("rust_type", column.rust_type.as_deref().map(string));
    field("sql_type", column.sql_type.as_ref().map(sql));
    field("auto", column.auto.map(|auto| quote!(#auto)));
    field("default", column.default.as_ref().map(default));
    field("default_sql", column.default_sql.as_ref().map(sql));
    field(
        "generated",
        column.generated.as_ref().map(|generated| {
            let expression = string(&generated.expression);
            let stored = generated.stored;
            quote!(p::ModelGenerated { expression: #expression, stored: #stored })
        }),
    );
    field("collation", column.collation.as_ref().map(sql));
    field("comment", column.comment.as_deref().map(string));
    field("renamed_from", column.renamed_from.as_deref().map(string));
    quote! {
        p::ModelColumn {
            name: ::std::string::String::from(#name),
            data_type: #data_type,
            nullable: #nullable,
            place: #place,
            #(#fields)*
            ..::std::default::Default::default()
        }
    }
}

fn data_type(data_type: &PortableType) -> TokenStream {
    let word = match data_type {
        PortableType::SmallInt => quote!(SmallInt),
        PortableType::Integer => quote!(Integer),
        PortableType::BigInt => quote!(BigInt),
        PortableType::UnsignedTinyInt => quote!(UnsignedTinyInt),
        PortableType::UnsignedSmallInt => quote!(UnsignedSmallInt),
        PortableType::UnsignedInteger => quote!(UnsignedInteger),
        PortableType::UnsignedBigInt => quote!(UnsignedBigInt),
        PortableType::Real => quote!(Real),
        PortableType::Double => quote!(Double),
        PortableType::Bool => quote!(Bool),
        PortableType::Text { length } => {
            let length = number(*length);
            quote!(Text { length: #length })
        }
        PortableType::Bytes => quote!(Bytes),
        PortableType::Uuid => quote!(Uuid),
        PortableType::TimestampTz => quote!(TimestampTz),
        PortableType::Timestamp => quote!(Timestamp),
        PortableType::Date => quote!(Date),
        PortableType::Time => quote!(Time),
        PortableType::Decimal { precision, scale } => {
            let (precision, scale) = (number(*precision), number(*scale));
            quote!(Decimal { precision: #precision, scale: #scale })
        }
        PortableType::Json => quote!(Json),
        PortableType::Enum(name) => quote!(Enum(::std::string::String::from(#name))),
        PortableType::Array(item) => {
            let item = self::data_type(item);
            quote!(Array(::std::boxed::Box::new(#item)))
        }
        PortableType::PerServer(one) => {
            let (name, sql, approximate) = (string(&one.name), sql(&one.sql), one.approximate);
            quote!(PerServer(p::PerServer { name: #name, sql: #sql, approximate: #approximate }))
        }
        PortableType::Rust(rust) => {
            let name = &rust.name;
            let (length, precision, scale) =
                (number(rust.length), number(rust.precision), number(rust.scale));
            quote!(Rust(p::RustType {
                name: ::std::string::String::from(#name),
                compiler_name: ::std::option::Option::None,
                length: #length,
                precision: #precision,
                scale: #scale,
            }))
        }
    };
    quote!(p::PortableType::#word)
}

fn default(default: &PortableDefault) -> TokenStream {
    let word = match default {
        PortableDefault::Now => quote!(Now),
        PortableDefault::Bool(value) => quote!(Bool(#value)),
        PortableDefault::Number(text) => quote!(Number(::std::string::String::from(#text))),
        PortableDefault::Text(text) => quote!(Text(::std::string::String::from(#text))),
    };
    quote!(p::PortableDefault::#word)
}

fn sql(sql: &Sql) -> TokenStream {
    match sql {
        Sql::All(text) => quote!(p::Sql::All(::std::string::String::from(#text))),
        Sql::PerDialect(texts) => {
            let pairs = texts.iter().map(|(dialect, text)| {
                let dialect = self::dialect(*dialect);
                quote!((#dialect, ::std::string::String::from(#text)))
            });
            quote!(p::Sql::PerDialect(::std::iter::FromIterator::from_iter([#(#pairs),*])))
        }
    }
}

/// The variant of this dialect; its name is what `Debug` prints.
fn dialect(dialect: DialectName) -> TokenStream {
    let word = Ident::new(&format!("{dialect:?}"), Span::call_site());
    quote!(p::DialectName::#word)
}

fn foreign_key(key: &ModelForeignKey) -> TokenStream {
    let name = text(key.name.as_deref());
    let columns = texts(&key.columns);
    let referred_table = object_name(&key.referred_table);
    let referred_columns = texts(&key.referred_columns);
    let (on_delete, on_update) = (action(key.on_delete), action(key.on_update));
    let deferrability = match key.deferrability {
        Deferrability::NotDeferrable => quote!(NotDeferrable),
        Deferrability::InitiallyImmediate => quote!(InitiallyImmediate),
        Deferrability::InitiallyDeferred => quote!(InitiallyDeferred),
    };
    let place = place(&key.place);
    quote! {
        p::ModelForeignKey {
            name: #name,
            columns: #columns,
            referred_table: #referred_table,
            referred_columns: #referred_columns,
            on_delete: #on_delete,
            on_update: #on_update,
            deferrability: p::Deferrability::#deferrability,
            place: #place,
        }
    }
}

fn action(action: Action) -> TokenStream {
    let word = match action {
        Action::NoAction => quote!(NoAction),
        Action::Restrict => quote!(Restrict),
        Action::Cascade => quote!(Cascade),
        Action::SetNull => quote!(SetNull),
        Action::SetDefault => quote!(SetDefault),
    };
    quote!(p::Action::#word)
}

fn unique(unique: &ModelUnique) -> TokenStream {
    let (name, columns, place) = (text(unique.name.as_deref()), texts(&unique.columns), place(&unique.place));
    quote!(p::ModelUnique { name: #name, columns: #columns, place: #place })
}

fn check(check: &ModelCheck) -> TokenStream {
    let (name, expression) = (text(check.name.as_deref()), string(&check.expression));
    let (column, place) = (text(check.column.as_deref()), place(&check.place));
    quote!(p::ModelCheck { name: #name, expression: #expression, column: #column, place: #place })
}

fn index(index: &ModelIndex) -> TokenStream {
    let name = text(index.name.as_deref());
    let unique = index.unique;
    let parts = index.parts.iter().map(|part| {
        let descending = part.descending;
        let key = match &part.key {
            Key::Column(name) => quote!(Column(::std::string::String::from(#name))),
            Key::Expression(expression) => {
                let text = expression.as_str();
                quote!(Expression(p::Expression::new(#text)))
            }
        };
        quote!(p::ModelIndexPart { key: p::Key::#key, descending: #descending })
    });
    let (predicate, method) = (text(index.predicate.as_deref()), text(index.method.as_deref()));
    let include = texts(&index.include);
    let dialects = index.dialects.iter().copied().map(dialect);
    let place = place(&index.place);
    quote! {
        p::ModelIndex {
            name: #name,
            unique: #unique,
            parts: ::std::vec![#(#parts),*],
            predicate: #predicate,
            method: #method,
            include: #include,
            dialects: ::std::vec![#(#dialects),*],
            place: #place,
        }
    }
}

fn object_name(name: &ObjectName) -> TokenStream {
    let (schema, name) = (text(name.schema.as_deref()), string(&name.name));
    quote!(p::ObjectName { schema: #schema, name: #name })
}

/// The file is what the compiler calls it; the line is the one the reader read.
pub(crate) fn place(place: &Place) -> TokenStream {
    let line = place.line;
    quote!(p::Place::new(::core::file!(), #line))
}

pub(crate) fn string(text: &str) -> TokenStream {
    quote!(::std::string::String::from(#text))
}

pub(crate) fn text(text: Option<&str>) -> TokenStream {
    option(text.map(string))
}

fn number(number: Option<u32>) -> TokenStream {
    option(number.map(|number| quote!(#number)))
}

fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(
        || quote!(::std::option::Option::None),
        |value| quote!(::std::option::Option::Some(#value)),
    )
}

fn texts(texts: &[String]) -> TokenStream {
    let texts = texts.iter().map(|text| string(text));
    quote!(::std::vec![#(#texts),*])
}
