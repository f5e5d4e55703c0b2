#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_nam = "users")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
}

pub mod fields {
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "users")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(indxed)]
        pub name: String,
        #[sea_orm(column_type = "Texty")]
        pub text: String,
        #[sea_orm(column_type = "my_type()")]
        pub own: String,
        #[sea_orm(default_expr = "my_default()")]
        pub number: i32,
        #[sea_orm(extra = "GENERATED ALWAYS AS (number + 1)")]
        pub next: i32,
        #[sea_orm(something_new = 3)]
        pub new: i32,
        #[sea_orm(belongs_to, from = "number", to = "(a, b)")]
        pub other: HasOne<super::other::Entity>,
        #[cfg(feature = "postgres")]
        pub tags: Vec<String>,
    }
}

pub mod no_name {
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
    }
}

#[derive(DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum")]
pub enum Status {
    New,
    #[sea_orm(string_value = "old", colour = "red")]
    Old,
}
