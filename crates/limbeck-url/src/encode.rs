//! Percent-encoding, the way every reader of database URLs undoes it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::error::UrlError;

/// RFC 3986's unreserved characters stay; all else is encoded, because readers differ on the rest.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// In a query value and in a path these are safe for every reader, and paths stay legible.
const PATH: &AsciiSet = &COMPONENT.remove(b'/').remove(b':').remove(b',');

/// A user name, a password, a database name.
pub(crate) fn component(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// A query value, or a path whose `/` separate.
pub(crate) fn path(text: &str) -> String {
    utf8_percent_encode(text, PATH).to_string()
}

/// Undoes percent-encoding. A `%` that begins no escape is a `%`, as in Rust's and Python's readers.
pub(crate) fn decode(text: &str, place: &'static str) -> Result<String, UrlError> {
    let decoded = percent_decode_str(text).decode_utf8().map_err(|_| UrlError::NotUtf8 { place })?;
    if decoded.contains('\0') {
        return Err(UrlError::Nul { place });
    }
    Ok(decoded.into_owned())
}
