//! The models: SeaORM's entities, from which Limbeck writes the revisions.

pub mod post;
pub mod user;
