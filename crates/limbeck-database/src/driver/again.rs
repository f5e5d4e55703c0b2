//! A connection to a server, which knows how it was opened.

use limbeck_url::DatabaseUrl;

use crate::{Cancel, ConnectOptions, Connection, DatabaseError, Notice, Rows, Server, SessionId};

/// Passes everything on, and can open the same place once more.
pub(super) struct Again {
    pub(super) inner: Box<dyn Connection>,
    pub(super) url: DatabaseUrl,
    pub(super) options: ConnectOptions,
}

impl Connection for Again {
    fn another(&self) -> Result<Option<Box<dyn Connection>>, DatabaseError> {
        super::connect(&self.url, &self.options).map(Some)
    }

    fn execute(&mut self, sql: &str) -> Result<u64, DatabaseError> {
        self.inner.execute(sql)
    }

    fn query(&mut self, sql: &str) -> Result<Rows, DatabaseError> {
        self.inner.query(sql)
    }

    fn begin(&mut self) -> Result<(), DatabaseError> {
        self.inner.begin()
    }

    fn try_begin(&mut self) -> Result<bool, DatabaseError> {
        self.inner.try_begin()
    }

    fn commit(&mut self) -> Result<(), DatabaseError> {
        self.inner.commit()
    }

    fn rollback(&mut self) -> Result<(), DatabaseError> {
        self.inner.rollback()
    }

    fn in_transaction(&self) -> bool {
        self.inner.in_transaction()
    }

    fn reset(&mut self) -> Result<(), DatabaseError> {
        self.inner.reset()
    }

    fn session(&mut self) -> Result<SessionId, DatabaseError> {
        self.inner.session()
    }

    fn canceller(&self) -> Box<dyn Cancel> {
        self.inner.canceller()
    }

    fn change_token(&mut self) -> Result<Option<String>, DatabaseError> {
        self.inner.change_token()
    }

    fn take_notices(&mut self) -> Vec<Notice> {
        self.inner.take_notices()
    }

    fn server(&self) -> &Server {
        self.inner.server()
    }

    fn close(self: Box<Self>) -> Result<(), DatabaseError> {
        self.inner.close()
    }
}
