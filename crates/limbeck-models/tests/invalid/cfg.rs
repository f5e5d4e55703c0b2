use limbeck::Table;

#[cfg(feature = "users")]
#[derive(Table)]
pub struct User {
    pub id: i64,
}

#[derive(Table)]
pub struct Team {
    pub id: i64,
    #[cfg(unix)]
    pub path: String,
    #[cfg_attr(feature = "sqlx", sqlx(rename = "x"))]
    pub fine: i32,
    #[cfg_attr(feature = "short", column(length = 3))]
    pub name: String,
}

#[cfg(feature = "inner")]
mod inner {
    #[derive(limbeck::Table)]
    pub struct Inner {
        pub id: i64,
    }
}

#[cfg_attr(feature = "db", derive(limbeck::Table))]
pub struct Sometimes {
    pub id: i64,
}

#[cfg(test)]
mod tests {
    #[derive(limbeck::Table)]
    pub struct OnlyInTests {
        pub id: usize,
    }
}
