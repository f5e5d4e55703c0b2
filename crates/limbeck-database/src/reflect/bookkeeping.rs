//! Tables that belong to migration tools and never to an application.

/// Where other tools keep what they have applied: sqlx, Diesel, SeaORM, refinery, Flyway, Liquibase, Prisma, goose, dbmate and Rails,
/// Alembic, Atlas, golang-migrate's are `schema_migrations` as well.
const OTHER_TOOLS: &[&str] = &[
    "__diesel_schema_migrations",
    "_prisma_migrations",
    "_sqlx_migrations",
    "alembic_version",
    "atlas_schema_revisions",
    "databasechangelog",
    "databasechangeloglock",
    "flyway_schema_history",
    "goose_db_version",
    "refinery_schema_history",
    "schema_migrations",
    "seaql_migrations",
];

/// Whether a table of this name is some tool's bookkeeping; `own` are the names of ours.
pub(super) fn is_bookkeeping(table: &str, own: &[String]) -> bool {
    OTHER_TOOLS.iter().any(|name| name.eq_ignore_ascii_case(table))
        || own.iter().any(|name| name.eq_ignore_ascii_case(table))
}
