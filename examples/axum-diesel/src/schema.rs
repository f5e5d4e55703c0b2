//! The tables, as Diesel knows them. What `table!` has no words for (indexes, foreign keys) is in the revisions alone.

diesel::table! {
    users (id) {
        id -> BigInt,
        #[max_length = 255]
        email -> Varchar,
        #[max_length = 255]
        name -> Varchar,
        about -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    posts (id) {
        id -> BigInt,
        user_id -> BigInt,
        #[max_length = 200]
        title -> Varchar,
        body -> Text,
        published -> Bool,
        created_at -> Timestamp,
    }
}

diesel::joinable!(posts -> users (user_id));
diesel::allow_tables_to_appear_in_same_query!(posts, users);
