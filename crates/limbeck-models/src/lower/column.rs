//! Columns.

use limbeck_catalog::{Check, Column, DataType, Expression, Generated};
use limbeck_url::DialectName;

use super::expression::expression;
use super::names::check_length;
use super::table::Lowering;
use super::target::Unfit;
use crate::model::{ModelColumn, ModelEnum, ModelTable, PortableType, unknown_type_hint};

impl Lowering<'_> {
    /// The column, and the check that its type needs where the type alone cannot say it.
    pub(crate) fn column(&mut self, table: &ModelTable, column: &ModelColumn) -> (Column, Option<Check>) {
        let target = self.target;
        let dialect = target.dialect();
        let mut lowered = Column {
            name: column.name.clone(),
            nullable: column.nullable
                && (!table.primary_key.contains(&column.name) || target.keys_may_be_null(&table.options)),
            collation: column.collation.as_ref().and_then(|sql| sql.text(dialect)).map(str::to_owned),
            comment: column.comment.clone().filter(|_| target.has_comments()),
            renamed_from: column.renamed_from.clone(),
            generated: column.generated.as_ref().map(|generated| Generated {
                expression: expression(&generated.expression, dialect),
                stored: generated.stored,
            }),
            ..Column::default()
        };
        let mut check = None;
        let lowered_type =
            self.data_type(column, &mut check).and_then(|ty| target.type_in_table(ty, &table.options));
        match lowered_type {
            Ok(data_type) => {
                lowered.data_type = DataType::new(data_type);
                lowered.approximate_type = column.sql_type.is_none()
                    && match &column.data_type {
                        PortableType::PerServer(one) => one.approximate || target.declared_types_are_kinds(),
                        _ => false,
                    };
            }
            Err(unfit) => self.column_unfit(table, column, unfit),
        }
        if let Some(sql) = column.default_sql.as_ref().and_then(|sql| sql.text(dialect)) {
            lowered.default = Some(expression(sql, dialect));
        } else if let Some(default) = &column.default {
            match target.default(default, &column.data_type, lowered.data_type.as_str()) {
                Ok(text) => lowered.default = Some(Expression::new(text)),
                Err(unfit) => self.column_unfit(table, column, unfit),
            }
            if let Err(unfit) = self.default_is_a_label(column) {
                self.column_unfit(table, column, unfit);
            }
        }
        if self.counts_up(table, column, &lowered) {
            let sole_key = table.primary_key == [column.name.clone()];
            let leads_a_key = table.primary_key.first() == Some(&column.name)
                || table.uniques.iter().any(|unique| unique.columns.first() == Some(&column.name))
                || self.indexes_here(table).any(|index| {
                    index
                        .parts
                        .first()
                        .is_some_and(|part| part.key == limbeck_catalog::Key::Column(column.name.clone()))
                });
            if let Err(unfit) = target.count_up(&mut lowered, sole_key, leads_a_key) {
                self.column_unfit(table, column, unfit);
            }
        }
        if let Err(unfit) = check_length("column", &column.name, target) {
            self.column_unfit(table, column, unfit);
        }
        (lowered, check)
    }

    fn data_type(&self, column: &ModelColumn, check: &mut Option<Check>) -> Result<String, Unfit> {
        let target = self.target;
        if let Some(sql) = &column.sql_type {
            match (sql.text(target.dialect()), column.data_type.unresolved()) {
                (Some(written), _) => return Ok(target.canonical_type(written)),
                (None, Some(rust)) => {
                    let message = format!(
                        "no type is given for {}, and Limbeck does not know the Rust type `{}`",
                        target.title(),
                        rust.name
                    );
                    return Err(Unfit::new(message).hint(unknown_type_hint(&rust.name)));
                }
                // Other dialects have a type of their own; here the Rust type counts.
                (None, None) => {}
            }
        }
        if let PortableType::PerServer(one) = &column.data_type {
            return match one.sql.text(target.dialect()) {
                Some(text) if one.approximate => Ok(text.to_owned()),
                Some(text) => Ok(target.canonical_type(text)),
                None => Err(Unfit::new(format!("{} has no type for `{}`", target.title(), one.name))
                    .hint(per_server_hint(target.dialect(), column.rust_type.as_deref()))),
            };
        }
        if let PortableType::Enum(name) = &column.data_type {
            let one = self.find_enum(name)?;
            let lowered = target.enum_column(&column.name, one);
            *check = lowered
                .check
                .map(|condition| Check { expression: Expression::new(condition), ..Check::default() });
            return Ok(lowered.data_type);
        }
        target.data_type(&column.data_type)
    }

    fn find_enum(&self, name: &str) -> Result<&ModelEnum, Unfit> {
        self.model
            .enums
            .iter()
            .find(|one| one.name == name)
            .ok_or_else(|| Unfit::new(format!("the enum `{name}` is not among the models")))
    }

    /// The default of an enum is one of its values.
    fn default_is_a_label(&self, column: &ModelColumn) -> Result<(), Unfit> {
        let (PortableType::Enum(name), Some(crate::model::PortableDefault::Text(text))) =
            (&column.data_type, &column.default)
        else {
            return Ok(());
        };
        let one = self.find_enum(name)?;
        if one.values.iter().any(|value| value.label == *text) {
            return Ok(());
        }
        let labels: Vec<_> = one.values.iter().map(|value| format!("`{}`", value.label)).collect();
        Err(Unfit::new(format!("the default `{text}` is no value of the enum `{name}`"))
            .hint(format!("its values are {}", labels.join(", "))))
    }

    /// A sole integer primary key without a default counts up, unless its values come from elsewhere: computed, or from the table it points to.
    fn counts_up(&mut self, table: &ModelTable, column: &ModelColumn, lowered: &Column) -> bool {
        // The word of the Rust type counts, or that of whoever gave the type in SQL; not that a boolean is stored as a number.
        let by_server = column.sql_type.is_some() || matches!(column.data_type, PortableType::PerServer(_));
        let is_integer = (column.data_type.is_integer() || by_server)
            && self.target.is_integer(lowered.data_type.as_str());
        match column.auto {
            Some(false) => false,
            Some(true) => {
                // A type that could not be lowered has been complained about.
                if !is_integer && !lowered.data_type.as_str().is_empty() {
                    let unfit = Unfit::new("only whole numbers count up").hint("take `auto` away");
                    self.column_unfit(table, column, unfit);
                }
                is_integer
            }
            None => {
                is_integer
                    && table.primary_key == [column.name.clone()]
                    && lowered.default.is_none()
                    && lowered.generated.is_none()
                    && !table.foreign_keys.iter().any(|key| key.columns.contains(&column.name))
            }
        }
    }

    fn column_unfit(&mut self, table: &ModelTable, column: &ModelColumn, unfit: Unfit) {
        let message = format!("column `{}`: {}", column.name, unfit.message);
        self.unfit(&column.place, table, Unfit { message, hint: unfit.hint });
    }
}

/// The way out of a type that a server does not have.
fn per_server_hint(dialect: DialectName, rust: Option<&str>) -> String {
    match rust {
        Some(rust) => {
            format!(
                "name one in `limbeck.toml`: `[types]` `{rust} = {{ {dialect} = \"…\" }}`, or choose another type"
            )
        }
        None => "choose another type".to_owned(),
    }
}
