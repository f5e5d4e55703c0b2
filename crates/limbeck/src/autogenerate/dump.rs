//! `dump-schema`: a catalog as JSON.

use limbeck_models::{Model, dump_catalog_json, dump_json};

use super::end::{End, Reader};
use super::options::CompareOptions;
use crate::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::run::on_own_thread;
use crate::source::Source;

/// The versioned JSON catalog of one end. The models of a program are printed in portable types, unless a dialect is asked for.
///
/// # Errors
///
/// When the end cannot be read.
pub fn dump_schema(
    config: &Config,
    source: &Source,
    end: &End,
    models: &[String],
    metadata: Option<&Model>,
) -> Result<String> {
    on_own_thread(|| {
        let printed = match metadata {
            Some(model) if *end == End::Models && config.dialect_given.is_none() && models.is_empty() => {
                dump_json(model)
            }
            _ => {
                let options = CompareOptions { models: models.to_vec(), ..CompareOptions::default() };
                let mut reader = Reader::new(config, source, &options, metadata);
                let dialect = reader.dialect([end, end])?;
                dump_catalog_json(&reader.catalog(end, dialect)?)
            }
        };
        printed.map_err(|error| Error::new(ErrorKind::Internal, error.to_string()).with_source(error))
    })
}
