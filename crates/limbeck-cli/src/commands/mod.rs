//! The commands that the library does not share: those that need a project, a shell or an editor.

mod completions;
mod edit;
mod init;
mod man;
mod url;

pub(crate) use completions::CompletionsArgs;
pub(crate) use edit::EditArgs;
pub(crate) use init::InitArgs;
pub(crate) use man::ManArgs;
pub(crate) use url::UrlArgs;
