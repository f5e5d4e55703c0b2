use limbeck::Table;

#[derive(Table)]
#[table(name = "things", check(positive, "a > 0"), check(positive, "b > 0"))]
#[index(columns(a), name = "same")]
#[index(columns(b), name = "same")]
#[index(columns(a, b), name = "a_name_that_is_far_too_long_for_every_server_but_the_one_that_has_no_limit")]
pub struct Thing {
    pub a: i32,
    pub b: i32,
}

#[derive(Table)]
#[unique(columns(a), name = "things")]
pub struct Other {
    pub a: i32,
}
