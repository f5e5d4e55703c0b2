//! Types that two or three servers have.

use diesel::table;

table! {
    everything (id) {
        id -> BigInt,
        flag -> Bool,
        small -> SmallInt,
        int -> Integer,
        big -> Nullable<BigInt>,
        float -> Float,
        double -> Double,
        number -> Numeric,
        text -> Text,
        #[max_length = 20]
        name -> Varchar,
        #[max_length = 2]
        country -> Char,
        date -> Date,
        time -> Time,
        stamp -> Timestamp,
        json -> Json,
        blob -> Blob,
        user -> UserId,
    }
}
