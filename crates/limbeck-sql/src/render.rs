//! What every dialect can do beyond what comparing needs: write SQL.

use limbeck_catalog::{Catalog, Dialect, Operation};

use crate::script::{RenderError, Script};

/// A dialect that writes SQL.
pub trait Render: Dialect {
    /// The statements that carry out `operations`, in order, on a database that holds `before`.
    ///
    /// # Errors
    ///
    /// [`RenderError`] when an operation cannot be carried out on this server without guessing.
    fn render(&self, operations: &[Operation], before: &Catalog) -> Result<Script, RenderError>;

    /// The identifier as it must be written, in quotes only where it needs them.
    fn quoted(&self, identifier: &str) -> String;
}
