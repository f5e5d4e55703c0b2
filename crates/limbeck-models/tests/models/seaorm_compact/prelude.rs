//! What `sea-orm-cli generate entity` writes.

pub use super::profile::Entity as Profile;
pub use super::team::Entity as Team;
pub use super::user::Entity as User;
