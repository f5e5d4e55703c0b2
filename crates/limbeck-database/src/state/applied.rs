//! Reading the state: one query.

use limbeck_revision::{AppliedSet, Direction};

use super::tables::check_format;
use super::{AppliedRow, JournalRow, JournalState, RowKind, StateNames, StateSql, ensure};
use crate::{Connection, DatabaseError};

/// What a database says has been done: applied revisions, and what is under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The applied revisions, by id.
    pub rows: Vec<AppliedRow>,
    /// The journal, by revision, direction and position; empty when all is well.
    pub open: Vec<JournalRow>,
    /// Whether the state tables exist.
    pub initialized: bool,
}

/// A revision that was begun and not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The revision.
    pub revision: String,
    /// Which way it was gone through.
    pub direction: Direction,
    /// The number of the first statement that isn't done, from 1.
    pub position: u32,
}

impl Applied {
    /// Reads the state of a namespace with one query. No state tables means nothing applied; that costs one more.
    ///
    /// # Errors
    ///
    /// [`DatabaseError::NewerFormat`]; [`DatabaseError::State`] if some of the tables are missing or hold what can't be understood;
    /// what the server said.
    pub fn read(
        connection: &mut dyn Connection,
        names: &StateNames,
        namespace: &str,
    ) -> Result<Self, DatabaseError> {
        let sql = StateSql::new(names, connection.server().dialect).read(namespace);
        let rows = match connection.query(&sql) {
            Ok(rows) => rows.rows,
            Err(DatabaseError::NoSuchTable { .. }) => {
                // Some are missing; only if all are, nothing was ever applied.
                let missing = ensure::missing(connection, names)?;
                if missing.is_empty() {
                    // Another runner has created them between the two looks.
                    return Self::read(connection, names, namespace);
                }
                return if ensure::nothing_is_there(connection, names, &missing) {
                    Ok(Self::default())
                } else {
                    Err(ensure::incomplete(&missing))
                };
            }
            Err(error) => return Err(error),
        };
        let mut applied = Self { initialized: true, ..Self::default() };
        for row in rows {
            let mut row = Reader { values: row.into_iter(), names };
            match row.text()?.as_str() {
                "revision" => applied.rows.push(row.revision(namespace)?),
                "journal" => applied.open.push(row.journal(namespace)?),
                _ => check_format(row.number()?)?,
            }
        }
        applied.rows.sort_by(|a, b| a.revision.cmp(&b.revision));
        applied.open.sort_by(|a, b| {
            (&a.revision, a.direction, a.position).cmp(&(&b.revision, b.direction, b.position))
        });
        Ok(applied)
    }

    /// The ids of the applied revisions with what they were recorded to stand on, as the graph wants them.
    #[must_use]
    pub fn set(&self) -> AppliedSet {
        let mut set = AppliedSet::new();
        for row in &self.rows {
            // A dependency may have been written as a label; which revision that was, the record does not say.
            let dependencies = row.depends_on.iter().filter(|name| self.contains(name));
            set.insert_with_parents(row.revision.clone(), row.parents.iter().chain(dependencies).cloned());
        }
        set
    }

    /// The row of a revision, if it is applied.
    #[must_use]
    pub fn get(&self, revision: &str) -> Option<&AppliedRow> {
        let index = self.rows.binary_search_by(|row| row.revision.as_str().cmp(revision)).ok()?;
        self.rows.get(index)
    }

    /// Whether a revision is applied.
    #[must_use]
    pub fn contains(&self, revision: &str) -> bool {
        self.get(revision).is_some()
    }

    /// The journal of one revision in one direction.
    pub fn journal(&self, revision: &str, direction: Direction) -> impl Iterator<Item = &JournalRow> {
        self.open.iter().filter(move |row| row.revision == revision && row.direction == direction)
    }

    /// The revisions that were begun and not finished.
    #[must_use]
    pub fn unfinished(&self) -> Vec<Unfinished> {
        let mut found: Vec<Unfinished> = Vec::new();
        for row in &self.open {
            let next = if row.state == JournalState::Done { row.position + 1 } else { row.position };
            match found.last_mut() {
                Some(last) if last.revision == row.revision && last.direction == row.direction => {
                    // Statements are journaled in order, so what isn't done is the last.
                    last.position = next;
                }
                _ => found.push(Unfinished {
                    revision: row.revision.clone(),
                    direction: row.direction,
                    position: next,
                }),
            }
        }
        found
    }

    /// Whether both say that the same revisions are applied and the same statements are under way.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        let rows = |applied: &Self| applied.rows.iter().map(|row| row.revision.clone()).collect::<Vec<_>>();
        let key = |row: &JournalRow| {
            (row.revision.clone(), row.direction, row.position, row.state, row.statement_hash.clone())
        };
        rows(self) == rows(other) && self.open.iter().map(key).eq(other.open.iter().map(key))
    }

    /// Adds a row that has been committed.
    pub(crate) fn insert(&mut self, row: AppliedRow) {
        match self.rows.binary_search_by(|known| known.revision.cmp(&row.revision)) {
            Ok(index) => self.rows[index] = row,
            Err(index) => self.rows.insert(index, row),
        }
    }

    /// Takes away a row whose removal has been committed.
    pub(crate) fn remove(&mut self, revision: &str) {
        self.rows.retain(|row| row.revision != revision);
    }

    /// Adds a statement whose journal row has been committed.
    pub(crate) fn put_journal(&mut self, row: JournalRow) {
        let key = |row: &JournalRow| (row.revision.clone(), row.direction, row.position);
        match self.open.binary_search_by_key(&key(&row), key) {
            Ok(index) => self.open[index] = row,
            Err(index) => self.open.insert(index, row),
        }
    }

    /// Takes away a revision whose journal is empty now.
    pub(crate) fn clear_journal(&mut self, revision: &str, direction: Direction) {
        self.open.retain(|row| row.revision != revision || row.direction != direction);
    }
}

/// Takes the values of a row of the state query one by one.
struct Reader<'a> {
    values: std::vec::IntoIter<Option<String>>,
    names: &'a StateNames,
}

impl Reader<'_> {
    fn value(&mut self) -> Option<String> {
        self.values.next().flatten()
    }

    fn text(&mut self) -> Result<String, DatabaseError> {
        self.value().ok_or_else(|| self.broken("a NULL where there must be a value"))
    }

    fn list(&mut self) -> Result<Vec<String>, DatabaseError> {
        Ok(self.text()?.split_whitespace().map(str::to_owned).collect())
    }

    fn number<N: std::str::FromStr>(&mut self) -> Result<N, DatabaseError> {
        let text = self.text()?;
        text.parse().map_err(|_| self.broken(&format!("`{text}` where there must be a number")))
    }

    fn revision(mut self, namespace: &str) -> Result<AppliedRow, DatabaseError> {
        Ok(AppliedRow {
            namespace: namespace.to_owned(),
            revision: self.text()?,
            parents: self.list()?,
            depends_on: self.list()?,
            labels: self.list()?,
            message: self.text()?,
            checksum: self.text()?,
            downgrade: self.value(),
            applied_at: self.text()?,
            duration_ms: self.number()?,
            applied_by: self.text()?,
            tool: self.text()?,
            kind: RowKind::parse(&self.text()?),
        })
    }

    fn journal(mut self, namespace: &str) -> Result<JournalRow, DatabaseError> {
        Ok(JournalRow {
            namespace: namespace.to_owned(),
            revision: self.text()?,
            run: self.text()?,
            direction: match self.text()?.as_str() {
                "upgrade" => Direction::Upgrade,
                "downgrade" => Direction::Downgrade,
                other => return Err(self.broken(&format!("the direction `{other}`"))),
            },
            position: self.number()?,
            statement: self.text()?,
            statement_hash: self.text()?,
            class: self.text()?,
            state: {
                let word = self.text()?;
                JournalState::parse(&word).ok_or_else(|| self.broken(&format!("the state `{word}`")))?
            },
            session: self.value(),
            fence: match self.value() {
                Some(text) => Some(text.parse().map_err(|_| self.broken(&format!("the fence `{text}`")))?),
                None => None,
            },
            objects: self.value(),
            before_hash: self.value(),
            started_at: self.value(),
            finished_at: self.value(),
            error: self.value(),
        })
    }

    fn broken(&self, what: &str) -> DatabaseError {
        DatabaseError::State {
            message: format!(
                "the state tables (`{}` and its siblings) hold {what}; they were changed by hand or damaged: restore them from a \
                 backup, or correct the row",
                self.names.table
            ),
        }
    }
}
