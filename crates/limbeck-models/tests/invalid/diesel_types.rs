diesel::table! {
    users (id) {
        id -> Integer,
        mood -> sql_types::Mood,
        moods -> Array<Mood>,
        found -> TsVector,
    }
}
