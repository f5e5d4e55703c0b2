//! Where models can stand, and what they may be called there.

use limbeck_macros as db;
use limbeck_macros::Table as Model;

#[derive(Model)]
pub struct Alone {
    #[column(primary_key)]
    pub id: i64,
}

pub mod outer {
    pub mod inner {
        use crate::chrono::DateTime as When;

        #[derive(limbeck_macros::Table)]
        #[table(name = "nested")]
        pub struct Nested {
            #[column(primary_key)]
            pub id: i64,
            pub at: When<crate::chrono::Utc>,
        }
    }
}

#[derive(db::Table)]
pub struct Renamed {
    #[column(primary_key)]
    pub id: i64,
}

#[cfg(test)]
#[cfg(not(test))]
pub mod never {
    #[derive(limbeck_macros::Table)]
    pub struct Never {
        pub id: i64,
    }
}

/// Nothing to do with Limbeck.
#[derive(Debug, Clone, PartialEq)]
pub struct Plain {
    pub id: u128,
}
