//! The queries over `information_schema`, each for one database.

/// The texts, one for each part of a catalog.
pub(super) struct Queries {
    pub(super) tables: String,
    pub(super) columns: String,
    pub(super) indexes: String,
    pub(super) foreign_keys: String,
    pub(super) checks: String,
    /// MySQL keeps the texts of checks in a view of their own, by names that no two tables share. Joined by the server the two views take minutes.
    pub(super) check_clauses: Option<String>,
    pub(super) views: String,
    pub(super) triggers: String,
    pub(super) routines: String,
    pub(super) parameters: String,
    pub(super) events: String,
}

impl Queries {
    /// `database` is a literal. A comparison with a constant lets the servers look at that database alone.
    pub(super) fn of(database: &str, is_mariadb: bool) -> Self {
        let srid = if is_mariadb { "NULL" } else { "SRS_ID" };
        let expression = if is_mariadb { "NULL" } else { "EXPRESSION" };
        let ignored = if is_mariadb { "IGNORED = 'YES'" } else { "IS_VISIBLE = 'NO'" };
        let checks = if is_mariadb {
            format!(
                "SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, LEVEL, 'YES' FROM information_schema.CHECK_CONSTRAINTS \
                 WHERE CONSTRAINT_SCHEMA = {database}"
            )
        } else {
            format!(
                "SELECT TABLE_NAME, CONSTRAINT_NAME, NULL, 'Table', ENFORCED FROM information_schema.TABLE_CONSTRAINTS \
                 WHERE CONSTRAINT_SCHEMA = {database} AND CONSTRAINT_TYPE = 'CHECK'"
            )
        };
        let algorithm = if is_mariadb { "ALGORITHM" } else { "NULL" };
        Self {
            tables: format!(
                "SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT \
                 FROM information_schema.TABLES WHERE TABLE_SCHEMA = {database} ORDER BY TABLE_NAME"
            ),
            columns: format!(
                "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, GENERATION_EXPRESSION, \
                 COLLATION_NAME, COLUMN_COMMENT, DATA_TYPE, {srid} \
                 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = {database} ORDER BY TABLE_NAME, ORDINAL_POSITION"
            ),
            indexes: format!(
                "SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, COLLATION, SUB_PART, INDEX_TYPE, INDEX_COMMENT, {expression}, \
                 {ignored} FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {database} \
                 ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX"
            ),
            foreign_keys: format!(
                "SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME, \
                 k.REFERENCED_COLUMN_NAME, r.DELETE_RULE, r.UPDATE_RULE \
                 FROM information_schema.KEY_COLUMN_USAGE AS k JOIN information_schema.REFERENTIAL_CONSTRAINTS AS r \
                 ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME \
                 AND r.TABLE_NAME = k.TABLE_NAME \
                 WHERE k.TABLE_SCHEMA = {database} AND r.CONSTRAINT_SCHEMA = {database} AND k.REFERENCED_TABLE_NAME IS NOT NULL \
                 ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION"
            ),
            checks: format!("{checks} ORDER BY 1, 2"),
            check_clauses: (!is_mariadb).then(|| {
                format!(
                    "SELECT CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS \
                     WHERE CONSTRAINT_SCHEMA = {database}"
                )
            }),
            views: format!(
                "SELECT TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, SECURITY_TYPE, {algorithm} \
                 FROM information_schema.VIEWS WHERE TABLE_SCHEMA = {database} ORDER BY TABLE_NAME"
            ),
            triggers: format!(
                "SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT \
                 FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = {database} ORDER BY EVENT_OBJECT_TABLE, ACTION_ORDER"
            ),
            routines: format!(
                "SELECT SPECIFIC_NAME, ROUTINE_TYPE, ROUTINE_DEFINITION, IS_DETERMINISTIC, SQL_DATA_ACCESS, SECURITY_TYPE, \
                 ROUTINE_COMMENT, DATABASE_COLLATION FROM information_schema.ROUTINES \
                 WHERE ROUTINE_SCHEMA = {database} ORDER BY ROUTINE_TYPE, SPECIFIC_NAME"
            ),
            parameters: format!(
                "SELECT SPECIFIC_NAME, ROUTINE_TYPE, ORDINAL_POSITION, PARAMETER_MODE, PARAMETER_NAME, DTD_IDENTIFIER, COLLATION_NAME \
                 FROM information_schema.PARAMETERS WHERE SPECIFIC_SCHEMA = {database} \
                 ORDER BY ROUTINE_TYPE, SPECIFIC_NAME, ORDINAL_POSITION"
            ),
            events: format!(
                "SELECT EVENT_NAME, EVENT_TYPE, EXECUTE_AT, INTERVAL_VALUE, INTERVAL_FIELD, STARTS, ENDS, STATUS, ON_COMPLETION, \
                 EVENT_COMMENT, EVENT_DEFINITION, CREATED \
                 FROM information_schema.EVENTS WHERE EVENT_SCHEMA = {database} ORDER BY EVENT_NAME"
            ),
        }
    }
}
