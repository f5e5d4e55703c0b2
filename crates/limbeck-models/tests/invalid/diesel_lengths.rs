diesel::table! {
    users (id) {
        id -> Integer,
        name -> Varchar,
        hash -> Binary,
    }
}
