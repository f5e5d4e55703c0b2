#[derive(DeriveEntity)]
pub struct Entity;

impl EntityName for Entity {
    fn table_name(&self) -> &'static str {
        "cakes"
    }
}

#[derive(DeriveColumn)]
pub enum Column {
    Id,
    Name,
    Own,
}

impl ColumnTrait for Column {
    fn def(&self) -> ColumnDef {
        match self {
            Self::Id => ColumnType::Integer.def().uniqe(),
            Self::Name => column_of("name"),
            Self::Own => ColumnType::Text.def().default(my_default()),
        }
    }
}

impl RelationTrait for Relation {
    fn def(&self) -> RelationDef {
        match self {
            Self::Cake => Entity::belongs_to(super::cake::Entity).from(Column::Id).too(super::cake::Column::Id).into(),
            Self::Other => relation_of("other"),
        }
    }
}

pub mod named_elsewhere {
    #[derive(DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            TABLE
        }
    }
}
