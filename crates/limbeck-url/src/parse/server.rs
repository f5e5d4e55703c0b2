//! `user:password@host:port/database?parameters`

use super::hosts;
use super::query::{self, Plus};
use crate::dialect::DialectName;
use crate::driver::Driver;
use crate::encode;
use crate::error::UrlError;
use crate::parameters::{Pair, Read, read};
use crate::secret::Secret;
use crate::url::DatabaseUrl;

const USER_INFO: &str = "user name or password";

/// Reads what follows `scheme://`.
pub(super) fn parse(
    rest: &str,
    dialect: DialectName,
    driver: Option<Driver>,
) -> Result<DatabaseUrl, UrlError> {
    let jdbc = driver == Some(Driver::Jdbc);
    let plus = match driver {
        Some(Driver::Jdbc) if dialect == DialectName::MariaDb => Plus::Verbatim,
        // Whoever names a driver has said how to read a `+`.
        Some(_) => Plus::Space,
        None => Plus::Ambiguous,
    };
    let (authority, tail) = split_authority(rest, jdbc, plus)?;
    let (user_info, host_list) = match authority.rsplit_once('@') {
        Some((user_info, hosts)) => (Some(user_info), hosts),
        None => (None, authority),
    };
    let (path, query) = match tail.split_once('?') {
        Some((path, query)) => (path, query),
        None => (tail, ""),
    };

    let mut url = DatabaseUrl::empty(dialect, driver);
    if let Some(user_info) = user_info {
        read_user_info(user_info, &mut url)?;
    }
    url.database = read_database(path, plus)?;
    let hosts = hosts::authority(host_list)?;
    finish(url, hosts, query::split(query, plus)?)
}

/// Adds what the parameters say.
pub(super) fn finish(
    mut url: DatabaseUrl,
    authority: Vec<crate::host::Host>,
    pairs: Vec<Pair>,
) -> Result<DatabaseUrl, UrlError> {
    let read = read(pairs, url.dialect, url.driver)?;
    url.hosts = hosts::combine(authority, &read, url.dialect)?;
    let Read { parameters, username, password, database, .. } = read;
    merge(&mut url.username, username, "user")?;
    merge(&mut url.password, password.filter(|secret| !secret.expose().is_empty()), "password")?;
    merge(&mut url.database, database, "database")?;
    url.parameters = parameters;
    // libpq's `hostaddr` alone is a host.
    if url.hosts.is_empty()
        && let Some(address) = url.parameters.remove_other("hostaddr")
    {
        url.hosts =
            hosts::combine(Vec::new(), &Read { hosts: vec![address], ..Read::default() }, url.dialect)?;
    }
    Ok(url)
}

fn merge<T: PartialEq>(slot: &mut Option<T>, value: Option<T>, what: &'static str) -> Result<(), UrlError> {
    match (&slot, value) {
        (_, None) => Ok(()),
        (Some(earlier), Some(value)) if *earlier != value => Err(UrlError::Contradiction { what }),
        (_, value) => {
            *slot = value;
            Ok(())
        }
    }
}

/// Splits the authority off, once it is certain that every reader splits in the same place.
///
/// SQLAlchemy ends the password at the first `@` and lets it contain `/`; WHATWG readers (sqlx, mysql) end the authority at the first
/// `/` or `?` and the user info at the last `@`; libpq ends it at the first `@`. So a raw one of these in a password is read in three
/// ways, none of which may be guessed.
fn split_authority(rest: &str, jdbc: bool, plus: Plus) -> Result<(&str, &str), UrlError> {
    if rest.contains('#') && plus != Plus::Verbatim {
        return Err(UrlError::Ambiguous { character: '#', place: "URL", advice: "encode it as `%23`" });
    }
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if authority.matches('@').count() > 1 {
        return Err(at_sign(USER_INFO));
    }
    let (path, query) = tail.split_once('?').unwrap_or((tail, ""));
    if path.contains('@') || query.contains('@') && !authority.is_empty() {
        if authority.contains('@') {
            return Err(at_sign(USER_INFO));
        }
        let reads_as_hosts = hosts::authority(authority).is_ok();
        // JDBC has its user and password in the query, where an `@` is nothing special.
        let harmless = jdbc && reads_as_hosts && !path.contains('@');
        if !harmless {
            let in_query = reads_as_hosts && !path.contains('@');
            return Err(if in_query { at_sign("value of a parameter") } else { cut_short(tail) });
        }
    }
    Ok((authority, tail))
}

fn at_sign(place: &'static str) -> UrlError {
    UrlError::Ambiguous {
        character: '@',
        place,
        advice: "encode it as `%40` (everywhere but between the password and the host)",
    }
}

/// An `@` comes only after the character that ended the authority.
fn cut_short(tail: &str) -> UrlError {
    match tail.chars().next() {
        Some('?') => UrlError::Ambiguous {
            character: '?',
            place: USER_INFO,
            advice: "encode it as `%3F` (or the `@` after it as `%40`, if it is no part of them)",
        },
        _ => UrlError::Ambiguous {
            character: '/',
            place: USER_INFO,
            advice: "encode it as `%2F` (or the `@` after it as `%40`, if it is no part of them)",
        },
    }
}

fn read_user_info(text: &str, url: &mut DatabaseUrl) -> Result<(), UrlError> {
    // All readers end the user name at the first `:`, so further ones belong to the password.
    let (user, password) = match text.split_once(':') {
        Some((user, password)) => (user, Some(password)),
        None => (text, None),
    };
    let user = encode::decode(user, "user name")?;
    url.username = (!user.is_empty()).then_some(user);
    let password = password.map(|text| encode::decode(text, "password")).transpose()?;
    url.password = password.filter(|text| !text.is_empty()).map(Secret::new);
    Ok(())
}

/// `/name`. Readers differ on further slashes: some take them into the name, some drop them, some take the first part.
fn read_database(path: &str, plus: Plus) -> Result<Option<String>, UrlError> {
    let name = path.strip_prefix('/').unwrap_or(path);
    if name.contains('/') {
        return Err(UrlError::Ambiguous {
            character: '/',
            place: "database name",
            advice: "encode it as `%2F` if it belongs to the name, or remove it",
        });
    }
    let name = if plus == Plus::Verbatim { name.to_owned() } else { encode::decode(name, "database name")? };
    Ok((!name.is_empty()).then_some(name))
}
