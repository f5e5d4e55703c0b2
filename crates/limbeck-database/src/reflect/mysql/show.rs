//! What only `SHOW CREATE` knows.

use limbeck_catalog::{Catalog, Index, Table, TableKind};
use limbeck_sql::mysql::options::{ALGORITHM, KEY_BLOCK_SIZE, PARSER, SYSTEM_VERSIONING};
use limbeck_sql::mysql::quoted;
use limbeck_sql::{LexMode, Token, significant_tokens, unquote};
use limbeck_url::DialectName;

use super::{Reader, Tables, each};
use crate::{DatabaseError, Rows};

impl Reader<'_> {
    /// Reads partitions, what is said behind indexes, and the periods of versioned tables.
    pub(super) fn show(&mut self, tables: &mut Tables) -> Result<(), DatabaseError> {
        let names = tables.values().filter(|table| {
            table.kind != TableKind::Ordinary
                || !table.indexes.is_empty()
                || table.options.contains_key(SYSTEM_VERSIONING)
        });
        let shown = self.show_all("TABLE", names.map(|table| &*table.name.name))?;
        for row in each(&shown) {
            if let Some(table) = tables.get_mut(row.text(0)) {
                Shown::new(row.text(1)).read(table);
            }
        }
        Ok(())
    }

    /// Reads the algorithms of views, which MySQL prints nowhere else.
    pub(super) fn show_views(&mut self, catalog: &mut Catalog) -> Result<(), DatabaseError> {
        let shown = self.show_all("VIEW", catalog.views.iter().map(|view| &*view.name.name))?;
        for row in each(&shown) {
            let algorithm = row.text(1).split_once("ALGORITHM=").and_then(|(_, rest)| rest.split(' ').next());
            if let Some(algorithm) = algorithm.filter(|word| *word != "UNDEFINED")
                && let Some(view) = catalog.views.iter_mut().find(|view| view.name.name == row.text(0))
            {
                view.options.insert(ALGORITHM.to_owned(), algorithm.to_ascii_lowercase());
            }
        }
        Ok(())
    }

    /// All in one text: the driver reads every answer, and puts their rows together.
    fn show_all<'n>(
        &mut self,
        kind: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<Rows, DatabaseError> {
        let statements: Vec<String> =
            names.map(|name| format!("SHOW CREATE {kind} {}", quoted(name))).collect();
        if statements.is_empty() {
            return Ok(Rows::default());
        }
        self.connection.query(&statements.join(";"))
    }
}

/// The tokens of a `CREATE TABLE`.
struct Shown<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
}

impl<'t> Shown<'t> {
    fn new(text: &'t str) -> Self {
        let tokens = significant_tokens(text, DialectName::MySql, LexMode::default()).unwrap_or_default();
        Self { text, tokens }
    }

    fn is(&self, position: usize, words: &str) -> bool {
        words.split(' ').enumerate().all(|(offset, word)| {
            self.tokens
                .get(position + offset)
                .is_some_and(|token| token.is_word(word) || token.is_symbol(word))
        })
    }

    fn name(&self, position: usize) -> String {
        self.tokens
            .get(position)
            .map(|token| unquote(token, DialectName::MySql, LexMode::default()).into_owned())
            .unwrap_or_default()
    }

    fn between(&self, first: usize, last: usize) -> &'t str {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(first), Some(last)) => self.text.get(first.start..last.end()).unwrap_or_default(),
            _ => "",
        }
    }

    fn read(&self, table: &mut Table) {
        let mut depth = 0_usize;
        // Where a line begins: behind the comma, or the parenthesis, that ends the one before.
        let mut at_line = false;
        for (position, token) in self.tokens.iter().enumerate() {
            let begins = std::mem::replace(&mut at_line, false);
            if token.is_symbol("(") {
                depth += 1;
                at_line = depth == 1;
            } else if token.is_symbol(")") {
                depth = depth.saturating_sub(1);
            } else if token.is_symbol(",") {
                at_line = depth == 1;
            } else if depth == 0 && self.is(position, "partition by") {
                let partitions = self.between(position + 2, self.tokens.len().saturating_sub(1));
                table.kind = TableKind::Partitioned(partitions.to_owned());
                return;
            } else if begins && depth == 1 {
                self.line(position, table);
            }
        }
    }

    fn line(&self, position: usize, table: &mut Table) {
        if self.is(position, "period for system_time") {
            let end = self.end_of_line(position);
            table.options.insert(
                SYSTEM_VERSIONING.to_owned(),
                self.between(position, end.saturating_sub(1)).to_owned(),
            );
            return;
        }
        let is_kind = ["unique", "fulltext", "spatial"].iter().any(|word| self.is(position, word));
        let key = position + usize::from(is_kind);
        if !self.is(key, "key") {
            return;
        }
        let name = self.name(key + 1);
        if let Some(index) = table.indexes.iter_mut().find(|index| index.name == name) {
            self.index(key + 2, self.end_of_line(position), index);
        }
    }

    /// The position of the comma or parenthesis that ends the line.
    fn end_of_line(&self, from: usize) -> usize {
        let mut depth = 0_usize;
        for (position, token) in self.tokens.iter().enumerate().skip(from) {
            if token.is_symbol("(") {
                depth += 1;
            } else if token.is_symbol(")") && depth > 0 {
                depth -= 1;
            } else if depth == 0 && (token.is_symbol(",") || token.is_symbol(")")) {
                return position;
            }
        }
        self.tokens.len()
    }

    /// What is said behind the parts of an index.
    fn index(&self, from: usize, end: usize, index: &mut Index) {
        let mut depth = 0_usize;
        for position in from..end {
            if self.is(position, "(") {
                depth += 1;
            } else if self.is(position, ")") {
                depth = depth.saturating_sub(1);
            } else if depth > 0 {
            } else if self.is(position, "using") {
                index.method = Some(self.name(position + 1).to_ascii_lowercase());
            } else if self.is(position, "key_block_size =") {
                index.options.insert(KEY_BLOCK_SIZE.to_owned(), self.name(position + 2));
            } else if self.is(position, "with parser") {
                index.options.insert(PARSER.to_owned(), self.name(position + 2));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use limbeck_catalog::{KeyPart, ObjectName};

    use super::*;

    #[test]
    fn lines_are_told_from_what_is_in_them() {
        let text = "CREATE TABLE `t` (\n  `key` int DEFAULT (1 + 2) COMMENT 'KEY `a` (`x`) USING HASH',\n  \
                    KEY `a` (`x`,(lower(`y`))) USING BTREE KEY_BLOCK_SIZE=4 COMMENT 'c, d',\n  \
                    FULLTEXT KEY `f` (`x`) /*!50100 WITH PARSER `ngram` */ ,\n  \
                    PERIOD FOR SYSTEM_TIME (`s`, `e`)\n) ENGINE=InnoDB\n\
                    /*!50100 PARTITION BY HASH (`x`)\nPARTITIONS 4 */";
        let mut table = Table::new(ObjectName::new("t"));
        for name in ["a", "f"] {
            let parts = vec![KeyPart::column("x")];
            table.indexes.push(Index { name: name.to_owned(), parts, ..Index::default() });
        }
        Shown::new(text).read(&mut table);
        assert_eq!(table.indexes[0].method.as_deref(), Some("btree"));
        assert_eq!(table.indexes[0].options.get(KEY_BLOCK_SIZE).map(String::as_str), Some("4"));
        assert_eq!(table.indexes[1].options.get(PARSER).map(String::as_str), Some("ngram"));
        assert_eq!(
            table.options.get(SYSTEM_VERSIONING).map(String::as_str),
            Some("PERIOD FOR SYSTEM_TIME (`s`, `e`)")
        );
        assert_eq!(table.kind, TableKind::Partitioned("HASH (`x`)\nPARTITIONS 4".to_owned()));
    }
}
