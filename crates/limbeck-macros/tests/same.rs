//! What the derives return at run time is what the reader reads: the same sources, compiled and read.

#![expect(
    clippy::duplicated_attributes,
    reason = "it takes two indexes over one column for one written twice"
)]
#![expect(dead_code, unreachable_pub, unused_qualifications, reason = "the models are test data")]

extern crate limbeck_models as limbeck;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use limbeck_models::{Model, ReadOptions, Sql, Table, TypeMap, read_sources};
use limbeck_url::DialectName;

/// Stands in for the crate of this name.
mod chrono {
    pub struct DateTime<T>(T);
    pub struct Utc;
    pub struct NaiveDate;
    pub struct NaiveDateTime;
    pub struct NaiveTime;
}

/// Types of many crates.
mod others {
    pub struct BigDecimal;
    pub struct Decimal;
    pub struct Json<T>(T);
    pub struct OffsetDateTime;
    pub struct Opaque;
    pub struct PrimitiveDateTime;
    pub struct TeamId;
    pub struct Timestamp;
    pub struct UserId;
    pub struct Uuid;
    pub struct Value;
}

macro_rules! cases {
    ($($case:ident $path:literal: $($table:path),+;)*) => {
        $(
            #[path = $path]
            mod $case;
        )*

        fn derived() -> Vec<(&'static str, Model)> {
            vec![$((
                stringify!($case),
                Model::collect([$(<$table as Table>::model()),+]),
            )),*]
        }
    };
}

cases! {
    blog "../../limbeck-models/tests/models/blog/models.rs": blog::User, blog::Team, blog::BlogPost;
    defaults "../../limbeck-models/tests/models/defaults/models.rs": defaults::Defaults;
    enums "../../limbeck-models/tests/models/enums/models.rs": enums::Order;
    keys "../../limbeck-models/tests/models/keys/models.rs": keys::Part, keys::Position, keys::Parent, keys::Counted, keys::Long;
    modules "../../limbeck-models/tests/models/modules/models.rs": modules::Alone, modules::outer::inner::Nested, modules::Renamed;
    only_mysql "../../limbeck-models/tests/models/only_mysql/models.rs": only_mysql::Counters;
    only_postgresql "../../limbeck-models/tests/models/only_postgresql/models.rs": only_postgresql::Thing, only_postgresql::Owner;
    options "../../limbeck-models/tests/models/options/models.rs": options::Setting, options::Plain;
    sql_types "../../limbeck-models/tests/models/sql_types/models.rs": sql_types::Member;
    types "../../limbeck-models/tests/models/types/models.rs": types::Everything;
}

fn types() -> TypeMap {
    let team_id = [(DialectName::PostgreSql, "uuid".to_owned()), (DialectName::Sqlite, "TEXT".to_owned())];
    BTreeMap::from([
        ("UserId".to_owned(), Sql::from("integer")),
        ("TeamId".to_owned(), Sql::PerDialect(team_id.into_iter().collect())),
    ])
}

#[test]
fn the_derives_return_what_the_reader_reads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../limbeck-models/tests/models");
    let options = ReadOptions { types: types(), ..ReadOptions::default() };
    for (case, mut derived) in derived() {
        derived.resolve(&options.types).unwrap();
        let read = read_sources(&[format!("{case}/models.rs")], &folder, &options).unwrap();
        assert_eq!(derived.clone().without_places(), read.clone().without_places(), "{case}");

        let lines = |model: &Model| {
            let columns = model.tables.iter().flat_map(|table| &table.columns);
            columns.map(|column| column.place.line).collect::<Vec<_>>()
        };
        let file = &derived.tables[0].place.file;
        assert!(file.ends_with("models.rs"), "the place of a derived table is its source, not {file}");
        assert_eq!(lines(&derived), lines(&read), "{case}");
    }
}

#[test]
fn every_case_is_compared() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../limbeck-models/tests/models");
    // SeaORM's entities and Diesel's tables are read alone: they have derives and macros of their own.
    let is_ours = |case: &PathBuf| {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        !["seaorm", "diesel"].iter().any(|library| name.starts_with(library))
    };
    let mut cases: Vec<_> = fs_err::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(is_ours)
        .map(|case| case.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    cases.sort();
    assert_eq!(cases, derived().iter().map(|(case, _)| *case).collect::<Vec<_>>());
}

/// An alias is more than syntax can see, and the compiler sees it.
#[test]
fn the_compiler_sees_through_aliases() {
    type Id = i64;
    type Maybe = Option<String>;

    #[derive(limbeck_macros::Table)]
    struct Aliased {
        #[column(primary_key)]
        id: Id,
        #[column(length = 10)]
        name: Maybe,
    }

    let mut model = Aliased::model();
    model.resolve(&TypeMap::new()).unwrap();
    let columns = &model.tables[0].columns;
    assert_eq!(columns[0].data_type, limbeck_models::PortableType::BigInt);
    assert_eq!(columns[1].data_type, limbeck_models::PortableType::Text { length: Some(10) });
    assert!(columns[1].nullable);
}

#[test]
fn a_type_that_nobody_knows_is_an_error_that_names_it() {
    #[derive(limbeck_macros::Table)]
    struct Unknown {
        id: others::Opaque,
    }

    let errors = Unknown::model().resolve(&TypeMap::new()).unwrap_err();
    assert!(
        errors[0].to_string().ends_with("column `id`: Limbeck does not know the Rust type `Opaque`"),
        "{}",
        errors[0]
    );
}
