//! Times in the state tables.

use limbeck_url::DialectName;

use super::literal;

/// When something happened, in the SQL of the state tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// A time that is known: RFC 3339 with microseconds and `Z`.
    At(String),
    /// Whenever the statement runs; what a script for later must say.
    Run,
}

impl When {
    /// This moment.
    #[must_use]
    pub fn now() -> Self {
        Self::At(now())
    }

    /// As an expression of SQL.
    pub(super) fn sql(&self, dialect: DialectName) -> String {
        match (self, dialect) {
            (Self::At(time), _) => literal(time, dialect),
            (Self::Run, DialectName::Sqlite) => "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')".to_owned(),
            (Self::Run, DialectName::PostgreSql) => {
                "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                    .to_owned()
            }
            (Self::Run, DialectName::MySql | DialectName::MariaDb) => {
                "date_format(utc_timestamp(6), '%Y-%m-%dT%H:%i:%s.%fZ')".to_owned()
            }
        }
    }
}

/// This moment as the state tables write it: UTC, RFC 3339, always six digits of the second, so that text order is time order.
#[must_use]
pub fn now() -> String {
    format!("{:.6}", jiff::Timestamp::now())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_time_has_microseconds_and_a_z() {
        let now = super::now();
        assert_eq!(now.len(), "2026-11-23T07:11:01.000000Z".len(), "{now}");
        assert!(now.ends_with('Z') && now.as_bytes()[19] == b'.', "{now}");
    }
}
