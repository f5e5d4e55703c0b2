#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub kind: Kind,
    pub kinds: Vec<Kind>,
    pub nobody: Option<Nobody>,
    pub pair: (i32, i32),
    #[sea_orm(column_type = "Inet")]
    pub address: String,
}

#[derive(DeriveValueType)]
pub struct Kind(pub Inner);
