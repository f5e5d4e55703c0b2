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
        /// An enum, whose type `[types]` names: its longest label has nine letters.
        #[max_length = 9]
        status -> Nullable<UserId>,
    }
}
