pub mod user {
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "users")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub team_id: i32,
        pub kind: Kind,
    }

    #[derive(DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "super::team::Entity", from = "Column::TeamId", to = "super::team::Column::Id")]
        Team,
        #[sea_orm(belongs_to = "super::group::Entity", from = "Column::GroupId", to = "super::group::Column::Id")]
        Group,
        #[sea_orm(belongs_to = "crate::member::Entity", from = "Column::Id", to = "crate::member::Column::Id")]
        Member,
    }
}

pub mod group {
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "groups")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
    }
}

pub mod a {
    pub mod member {
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "a_members")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
        }
    }
}

pub mod b {
    pub mod member {
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "b_members")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
        }
    }
}
