//! What `diesel print-schema` writes for PostgreSQL.

pub mod sql_types {
    #[derive(diesel::query_builder::QueryId, Clone, diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "user_role"))]
    pub struct UserRole;

    #[derive(diesel::query_builder::QueryId, Clone, diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "Mood", schema = "app"))]
    pub struct Mood;
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::UserRole;
    use super::sql_types::Mood;

    /// Who writes.
    users (id) {
        id -> Int8,
        /// As it is shown.
        #[max_length = 255]
        name -> Varchar,
        #[sql_name = "type"]
        type_ -> Nullable<Text>,
        role -> UserRole,
        mood -> Nullable<Mood>,
        created_at -> Timestamptz,
        tags -> Array<Nullable<Text>>,
        balance -> Numeric,
    }
}

diesel::table! {
    app.memberships (user_id, team_id) {
        user_id -> Int8,
        team_id -> Uuid,
        period -> Nullable<Tstzrange>,
        numbers -> Range<Integer>,
    }
}

diesel::table! {
    #[sql_name = "Posts"]
    posts {
        id -> Integer,
        body -> Text,
    }
}

diesel::joinable!(posts -> users (id));

diesel::allow_tables_to_appear_in_same_query!(memberships, posts, users,);
