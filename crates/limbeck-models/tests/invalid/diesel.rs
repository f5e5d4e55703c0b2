diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Mood;

    users (id, numbr) {
        id -> Integer,
        number -> Integer,
        mood -> Mood,
        #[max_length = 3]
        text -> Text,
        #[maxlength = 3]
        name -> Varchar,
        #[cfg(feature = "postgres")]
        tags -> Array<Text>,
        pair -> (Integer, Integer),
    }
}

diesel::table! {
    broken (id) {
        id = Integer,
    }
}
