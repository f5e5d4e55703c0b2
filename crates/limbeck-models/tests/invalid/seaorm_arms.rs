use sea_orm::entity::prelude::*;

#[derive(DeriveEntity)]
#[sea_orm(table_name = "cakes")]
pub struct Entity;

#[derive(DeriveColumn)]
pub enum Column {
    Id,
    Name,
    Note,
    Kind,
    Size,
    Colour,
}

#[derive(DerivePrimaryKey)]
pub enum PrimaryKey {
    Id,
    Nmae,
}

impl ColumnTrait for Column {
    fn def(&self) -> ColumnDef {
        match self {
            Self::Id => ColumnType::Integer.def(),
            Self::Name | Self::Note => text_of("both"),
            Self::Kind => todo!(),
            // Nobody defines the others.
        }
    }
}

pub mod guarded {
    #[derive(DeriveEntity)]
    #[sea_orm(table_name = "guarded")]
    pub struct Entity;

    #[derive(DeriveColumn)]
    pub enum Column {
        Id,
    }

    #[derive(DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl ColumnTrait for Column {
        fn def(&self) -> ColumnDef {
            match self {
                one if one.is_first() => ColumnType::Integer.def(),
                ID => ColumnType::Text.def(),
                7 => ColumnType::Text.def(),
                #[cfg(feature = "notes")]
                Self::Id => ColumnType::Text.def(),
            }
        }
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            match self {
                Self::Cake if true => Entity::belongs_to(super::Entity).from(Column::Id).to(super::Column::Id).into(),
                _ => panic!("No RelationDef"),
            }
        }
    }
}

pub mod undefined {
    #[derive(DeriveEntity)]
    #[sea_orm(table_name = "undefined")]
    pub struct Entity;

    #[derive(DeriveColumn)]
    pub enum Column {
        Id,
    }

    #[derive(DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl ColumnTrait for Column {
        fn def(&self) -> ColumnDef {
            todo!();
        }
    }
}

pub mod key {
    #[derive(DeriveEntity)]
    #[sea_orm(table_name = "keyed")]
    pub struct Entity;

    #[derive(DeriveColumn)]
    pub enum Column {
        Id,
        Name,
    }

    #[derive(DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
        Nmae,
    }

    impl ColumnTrait for Column {
        fn def(&self) -> ColumnDef {
            match self {
                _ => ColumnType::Integer.def(),
            }
        }
    }
}
