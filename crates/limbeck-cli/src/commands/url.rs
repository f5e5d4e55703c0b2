//! `url`.

use limbeck::manage::json::{Unsupported, Url};
use limbeck::manage::{Output, Project};
use limbeck::{DatabaseUrl, Driver, Error, ErrorKind, Result};

/// Show the database URL, where it was found, and how drivers write it
///
/// The password is masked, except with --for NAME --reveal.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct UrlArgs {
    /// Another database URL, as with --url
    #[arg(id = "database_url", value_name = "URL", conflicts_with = "url")]
    given: Option<String>,
    /// As this driver wants it: sqlx, sea-orm, diesel, asyncpg, asyncmy, aiosqlite, jdbc, libpq …
    #[arg(long = "for", value_name = "DRIVER")]
    driver: Option<Driver>,
    /// Print the password, too
    #[arg(long, requires = "driver")]
    reveal: bool,
}

impl UrlArgs {
    pub(crate) fn run(&self, project: &Project) -> Result<u8> {
        let mut config = project.config.clone();
        config.url_given = self.given.clone().or(config.url_given);
        let resolved = config.database_url()?;
        let (url, output) = (&resolved.url, &project.output);
        if let Some(driver) = self.driver {
            return self.print_for(driver, url, resolved.origin.as_str(), output);
        }
        output.object(&shape(url, resolved.origin.as_str(), all_drivers(url)));
        output.line(url.canonical());
        output.note(format_args!("from {}", resolved.origin));
        if output.verbose {
            for driver in all_drivers(url) {
                match url.for_driver_masked(driver) {
                    Ok(text) => output.line(format_args!("{driver}: {text}")),
                    Err(unsupported) => output.warning(unsupported),
                }
            }
        }
        Ok(0)
    }

    fn print_for(
        &self,
        driver: Driver,
        url: &DatabaseUrl,
        source: &'static str,
        output: &Output,
    ) -> Result<u8> {
        let failed =
            |error: limbeck::UnsupportedUrl| Error::new(ErrorKind::Url, error.to_string()).with_source(error);
        let masked = url.for_driver_masked(driver).map_err(failed)?;
        let text = if self.reveal {
            url.for_driver(driver).map_err(failed)?.into_exposed()
        } else {
            masked.to_string()
        };
        let mut object = shape(url, source, Vec::new());
        object.for_drivers.insert(driver.as_str(), text.clone());
        output.object(&object);
        output.line(text);
        Ok(0)
    }
}

/// The drivers that speak the URL's dialect.
fn all_drivers(url: &DatabaseUrl) -> Vec<Driver> {
    Driver::ALL.into_iter().filter(|driver| driver.speaks(url.dialect())).collect()
}

fn shape(url: &DatabaseUrl, source: &'static str, drivers: Vec<Driver>) -> Url {
    let mut object = Url {
        dialect: url.dialect().as_str(),
        driver: url.driver().map(Driver::as_str),
        canonical: url.canonical().into(),
        source,
        for_drivers: std::collections::BTreeMap::new(),
        unsupported: Vec::new(),
    };
    for driver in drivers {
        match url.for_driver_masked(driver) {
            Ok(text) => {
                object.for_drivers.insert(driver.as_str(), text.into());
            }
            Err(error) => {
                object.unsupported.extend(error.parameters.into_iter().map(|parameter| Unsupported {
                    driver: driver.as_str(),
                    parameter: Some(parameter.name),
                    reason: parameter.reason,
                }))
            }
        }
    }
    object.unsupported.sort_by(|a, b| (a.driver, &a.parameter).cmp(&(b.driver, &b.parameter)));
    object
}
