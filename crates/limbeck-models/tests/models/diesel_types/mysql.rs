//! Types of MySQL.

diesel::table! {
    of_mysql (id) {
        id -> Unsigned<Bigint>,
        tiny -> TinyInt,
        #[max_length = 16]
        hash -> Binary,
        longer -> Longtext,
        written -> Datetime,
        price -> Decimal,
    }
}
