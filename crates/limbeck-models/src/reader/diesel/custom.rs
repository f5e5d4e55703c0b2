//! `#[derive(SqlType)] #[diesel(postgres_type(name = "user_role"))] struct UserRole;`: a type of the database that says its name.

use std::collections::BTreeMap;

use limbeck_url::DialectName;
use syn::ext::IdentExt;
use syn::{ItemStruct, LitStr};

use crate::model::{PerServer, PortableType, Sql};
use crate::reader::attribute::skip;
use crate::reader::context::Context;
use crate::reader::derived::derives_name;
use crate::reader::model_reader::DeclaredType;

/// Reads the struct; nothing if it is no type of PostgreSQL with a name. `mysql_type` and `sqlite_type` say how a value is sent, not what
/// the column is.
pub(super) fn read(item: &ItemStruct, context: &Context<'_>) -> syn::Result<Option<DeclaredType>> {
    if !derives_name(&item.attrs, "SqlType", context.uses) {
        return Ok(None);
    }
    let Some(attributes) = context.cfg.attributes(&item.attrs, &format!("the type `{}`", item.ident))? else {
        return Ok(None);
    };
    let (mut name, mut schema) = (None, None);
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("diesel")) {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("postgres_type") {
                return skip(&meta);
            }
            meta.parse_nested_meta(|meta| {
                if meta.path.is_ident("name") {
                    name = Some(meta.value()?.parse::<LitStr>()?.value());
                } else if meta.path.is_ident("schema") {
                    schema = Some(meta.value()?.parse::<LitStr>()?.value());
                } else {
                    skip(&meta)?;
                }
                Ok(())
            })
        })?;
    }
    let rust_name = item.ident.unraw().to_string();
    Ok(name.map(|name| {
        let sql =
            schema.iter().map(|schema| format!("{}.", quoted(schema))).collect::<String>() + &quoted(&name);
        let texts = BTreeMap::from([(DialectName::PostgreSql, sql)]);
        let one = PerServer { name: rust_name.clone(), sql: Sql::PerDialect(texts), approximate: true };
        DeclaredType {
            rust_name,
            data_type: PortableType::PerServer(one),
            place: context.place(item.ident.span()),
        }
    }))
}

/// As `format_type` prints it: in quotes where it must be.
fn quoted(name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if name.chars().all(plain) { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}
