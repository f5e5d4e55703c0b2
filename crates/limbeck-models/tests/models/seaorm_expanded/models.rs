//! The expanded format: everything by hand.

pub mod cake {
    use super::size::Size;
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn schema_name(&self) -> Option<&str> {
            None
        }

        fn table_name(&self) -> &'static str {
            "cake"
        }

        fn comment(&self) -> Option<&str> {
            Some("To eat")
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub id: i32,
        pub name: String,
        pub cake_size: Size,
        pub baked_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        #[sea_orm(column_name = "title")]
        Name,
        CakeSize,
        BakedAt,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = i32;

        fn auto_increment() -> bool {
            true
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Slice,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;

        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
                Self::Name => ColumnType::String(StringLen::N(40)).def().unique().comment("Its name"),
                Self::CakeSize => Size::db_type().get_column_type().to_owned().def().default_value("big"),
                Self::BakedAt => {
                    ColumnType::TimestampWithTimeZone.def().nullable().default(Expr::current_timestamp()).indexed()
                }
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Slice => Entity::has_many(super::slice::Entity).into(),
            }
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod slice {
    use super::cake;
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    #[sea_orm(table_name = "slice")]
    pub struct Entity;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveModel, DeriveActiveModel)]
    pub struct Model {
        pub cake_id: i32,
        pub number: i16,
        pub price: Decimal,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        CakeId,
        Number,
        Price,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        CakeId,
        Number,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = (i32, i32);

        fn auto_increment() -> bool {
            false
        }
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;

        fn def(&self) -> ColumnDef {
            match self {
                Column::CakeId => ColumnType::Integer.def(),
                Column::Number => ColumnType::SmallInteger.def(),
                Column::Price => ColumnType::Decimal(Some((10, 2))).def().extra("CHECK (price >= 0)"),
            }
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Cake,
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Cake => Entity::belongs_to(cake::Entity)
                    .from(Column::CakeId)
                    .to(cake::Column::Id)
                    .on_delete(ForeignKeyAction::Cascade)
                    .into(),
            }
        }
    }

    impl Related<cake::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Cake.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Arms for several variants, and for all others.
pub mod recipe {
    use sea_orm::entity::prelude::*;

    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "recipe"
        }
    }

    impl EntityTrait for Entity {
        type Model = Model;
        type Column = Column;
        type PrimaryKey = PrimaryKey;
        type Relation = Relation;
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        CakeId,
        Title,
        Note,
        Author,
        Steps,
        Minutes,
        Rating,
        Lang,
        Unit,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = i32;

        fn auto_increment() -> bool {
            true
        }
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;

        fn def(&self) -> ColumnDef {
            use Column::*;
            match *self {
                Self::Id | (Column::CakeId | Minutes) => {
                    ColumnType::Integer.def()
                }
                crate::recipe::Column::Title => ({ ColumnType::Text.def() }).unique(),
                | Self::Note | Author => ColumnType::Text.def().null(),
                Steps { .. } => (ColumnType::Json.def()),
                #[cfg(test)]
                Self::Rating => ColumnType::Text.def(),
                rated @ Self::Rating => ColumnType::Double.def(),
                _ => ColumnType::String(StringLen::N(3)).def(),
            }
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Cake,
        Slice,
        Other,
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Cake => {
                    Entity::belongs_to(super::cake::Entity).from(Column::CakeId).to(super::cake::Column::Id).into()
                }
                Self::Slice => Entity::has_many(super::slice::Entity).into(),
                _ => panic!("No RelationDef"),
            }
        }
    }
}

pub mod size {
    use sea_orm::entity::prelude::*;

    #[derive(Debug, Clone, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(db_type = "Enum", enum_name = "size", rename_all = "snake_case")]
    pub enum Size {
        Big,
        VerySmall,
        #[sea_orm(string_value = "XL")]
        Huge,
    }
}
