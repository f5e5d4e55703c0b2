//! `default = …`: words that mean the same on every server, and nothing else.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::{Lit, Token};

use crate::model::{PortableDefault, PortableType};

/// Reads `= "now"`, `= "true"`, `= "'text'"`, `= "12"`, `= 12`, `= true`.
pub(crate) fn default(meta: &ParseNestedMeta<'_>) -> syn::Result<(PortableDefault, Span)> {
    let value = meta.value()?;
    let minus = if value.peek(Token![-]) { value.parse::<Token![-]>().map(|_| "-")? } else { "" };
    let literal: Lit = value.parse()?;
    let span = literal.span();
    let portable = match &literal {
        Lit::Int(number) if number.suffix().is_empty() => {
            number_of(&format!("{minus}{}", number.base10_digits()))
        }
        Lit::Float(number) if number.suffix().is_empty() => {
            number_of(&format!("{minus}{}", number.base10_digits()))
        }
        Lit::Bool(value) if minus.is_empty() => Some(PortableDefault::Bool(value.value)),
        Lit::Str(text) if minus.is_empty() => word(&text.value()),
        _ => None,
    };
    portable.map(|portable| (portable, span)).ok_or_else(|| {
        syn::Error::new(
            span,
            "this is no portable default\nhint: `default` takes \"now\", \"true\", \"false\", a number, or text in \
             single quotes such as \"'draft'\"; SQL goes through `default_sql = \"…\"`",
        )
    })
}

fn word(text: &str) -> Option<PortableDefault> {
    match text {
        "now" => Some(PortableDefault::Now),
        "true" => Some(PortableDefault::Bool(true)),
        "false" => Some(PortableDefault::Bool(false)),
        _ => quoted(text).or_else(|| number_of(text)),
    }
}

/// `'it''s'`: quotes inside are doubled.
fn quoted(text: &str) -> Option<PortableDefault> {
    let inside = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let pairs_removed = inside.replace("''", "");
    (!pairs_removed.contains('\'')).then(|| PortableDefault::Text(inside.replace("''", "'")))
}

/// Digits, with a sign, a point and an exponent where there is one.
fn number_of(text: &str) -> Option<PortableDefault> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    (digits(whole) && digits(fraction) && digits(exponent)).then(|| PortableDefault::Number(text.to_owned()))
}

/// Whether a default of this kind can stand on a column of this type; what syntax cannot tell, it lets pass.
pub(crate) fn suits(default: &PortableDefault, data_type: &PortableType) -> bool {
    use PortableType as T;
    let number = data_type.is_integer() || matches!(data_type, T::Real | T::Double | T::Decimal { .. });
    match (default, data_type) {
        (_, T::Rust(_)) => true,
        (PortableDefault::Now, ty) => matches!(ty, T::TimestampTz | T::Timestamp | T::Date | T::Time),
        (PortableDefault::Bool(_), ty) => matches!(ty, T::Bool),
        (PortableDefault::Number(text), ty) if ty.is_integer() => !text.contains(['.', 'e', 'E']),
        (PortableDefault::Number(_), _) => number,
        (PortableDefault::Text(_), ty) => !number && !matches!(ty, T::Bool),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_quoted_text_are_portable_and_nothing_else_is() {
        assert_eq!(word("now"), Some(PortableDefault::Now));
        assert_eq!(word("'it''s'"), Some(PortableDefault::Text("it's".into())));
        assert_eq!(word("''"), Some(PortableDefault::Text(String::new())));
        for number in ["0", "-1", "1.5", "1e3", "-2.5E-7"] {
            assert_eq!(word(number), Some(PortableDefault::Number(number.into())));
        }
        for other in
            ["now()", "CURRENT_TIMESTAMP", "'it's'", "'", "1.", ".5", "--1", "0x10", "", "1e", "draft"]
        {
            assert_eq!(word(other), None, "{other}");
        }
    }
}
