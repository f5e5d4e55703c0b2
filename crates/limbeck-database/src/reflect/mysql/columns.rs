//! Columns.

use limbeck_catalog::{Column, DataType, Expression, Generated};
use limbeck_sql::mysql::options::{COLLATION, INVISIBLE, SRID, WITHOUT_VERSIONING};
use limbeck_sql::mysql::{
    expression, is_default_literal, string_literal, unescaped, without_database, without_default_width,
    without_introducers,
};

use super::{Reader, Row, Tables, each};
use crate::DatabaseError;

impl Reader<'_> {
    pub(super) fn columns(&mut self, tables: &mut Tables) -> Result<(), DatabaseError> {
        let rows = self.connection.query(&self.queries.columns)?;
        for row in each(&rows) {
            if let Some(table) = tables.get_mut(row.text(0)) {
                let column = self.column(&row, table.options.get(COLLATION).map(String::as_str));
                table.columns.push(column);
            }
        }
        Ok(())
    }

    fn column(&self, row: &Row<'_>, table_collation: Option<&str>) -> Column {
        let extra = row.text(5);
        let has = |word: &str| extra.to_ascii_uppercase().contains(word);
        let generated = has(" GENERATED").then(|| Generated {
            expression: Expression::new(self.printed(row.text(6))),
            stored: has("STORED GENERATED") || has("PERSISTENT GENERATED"),
        });
        let mut column = Column {
            name: row.text(1).to_owned(),
            data_type: DataType::new(without_default_width(row.text(2))),
            nullable: row.text(3) == "YES",
            default: if generated.is_some() { None } else { self.default(row) },
            generated,
            auto_increment: has("AUTO_INCREMENT"),
            collation: row.some(7).filter(|collation| Some(collation.as_str()) != table_collation),
            on_update: on_update(extra),
            comment: row.some(8),
            ..Column::default()
        };
        for (key, is_set) in
            [(INVISIBLE, has("INVISIBLE")), (WITHOUT_VERSIONING, has("WITHOUT SYSTEM VERSIONING"))]
        {
            if is_set {
                column.options.insert(key.to_owned(), "1".to_owned());
            }
        }
        if let Some(srid) = row.some(10) {
            column.options.insert(SRID.to_owned(), srid);
        }
        column
    }

    /// An expression as the server prints it, without what it adds. MySQL's `information_schema` escapes it once more.
    pub(super) fn printed(&self, text: &str) -> String {
        if self.is_mariadb { expression(text) } else { expression(&without_introducers(&unescaped(text))) }
    }

    fn default(&self, row: &Row<'_>) -> Option<Expression> {
        let text = row.optional(4)?;
        let data_type = row.text(9);
        if self.is_mariadb {
            // MariaDB prints SQL, and NULL where a column may be NULL and has no default. A sequence has its database before it.
            let text = without_database(text, &self.database, |_| true);
            return (text != "NULL").then(|| Expression::new(expression(&text)));
        }
        if row.text(5).to_ascii_uppercase().contains("DEFAULT_GENERATED") {
            let printed = self.printed(text);
            // A literal that was written as an expression stays one: not every type takes a plain one.
            return Some(Expression::new(if is_default_literal(&printed) {
                format!("({printed})")
            } else {
                printed
            }));
        }
        let is_bare = matches!(
            data_type,
            "tinyint"
                | "smallint"
                | "mediumint"
                | "int"
                | "bigint"
                | "decimal"
                | "float"
                | "double"
                | "bit"
                | "year"
                | "binary"
                | "varbinary"
        );
        Some(Expression::new(if is_bare { text.to_owned() } else { string_literal(text) }))
    }
}

/// `DEFAULT_GENERATED on update CURRENT_TIMESTAMP(3)`.
fn on_update(extra: &str) -> Option<Expression> {
    let start = extra.to_ascii_lowercase().find("on update ")?;
    let text = extra.get(start + "on update ".len()..)?;
    text.split([' ', ',']).next().map(Expression::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_update_is_read_from_among_others() {
        let read = |extra| on_update(extra).map(|text| text.0);
        assert_eq!(
            read("DEFAULT_GENERATED on update CURRENT_TIMESTAMP(3)").as_deref(),
            Some("CURRENT_TIMESTAMP(3)")
        );
        assert_eq!(read("on update current_timestamp(), INVISIBLE").as_deref(), Some("current_timestamp()"));
        assert_eq!(read("auto_increment"), None);
    }
}
