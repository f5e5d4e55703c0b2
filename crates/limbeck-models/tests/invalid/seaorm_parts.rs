/// An entity in pieces: `Column` stands in a module of its own.
pub mod cake {
    #[derive(DeriveEntity)]
    #[sea_orm(table_name = "cake")]
    pub struct Entity;

    pub mod column {
        #[derive(DeriveColumn)]
        pub enum Column {
            Id,
        }

        impl ColumnTrait for Column {
            fn def(&self) -> ColumnDef {
                match self {
                    Self::Id => ColumnType::Integer.def(),
                }
            }
        }
    }
}

/// The same with everything by hand.
pub mod slice {
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "slice"
        }
    }

    impl EntityTrait for Entity {}
}

/// `Column` derives nothing, so that nobody knows its variants.
pub mod crumb {
    #[derive(DeriveEntity)]
    #[sea_orm(table_name = "crumb")]
    pub struct Entity;

    pub enum Column {
        Id,
    }

    impl ColumnTrait for Column {
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
            }
        }
    }
}

/// No primary key.
pub mod tray {
    #[derive(DeriveEntity)]
    #[sea_orm(table_name = "tray")]
    pub struct Entity;

    #[derive(DeriveColumn)]
    pub enum Column {
        Id,
    }

    impl ColumnTrait for Column {
        fn def(&self) -> ColumnDef {
            match self {
                Self::Id => ColumnType::Integer.def(),
            }
        }
    }
}
