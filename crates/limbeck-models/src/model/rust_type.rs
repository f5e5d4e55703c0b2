//! Which portable type a Rust type stands for: one table for the reader of sources, the derive and the compiler's own names.

use super::types::PortableType;

/// A Rust type reduced to what the table of types needs: the last segment of its path, and its type arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TypePath {
    /// The last segment: `DateTime`.
    pub(crate) name: String,
    /// Its type arguments: `Utc`.
    pub(crate) arguments: Vec<TypePath>,
}

/// What the attributes of a column add to its Rust type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    /// `length`.
    pub(crate) length: Option<u32>,
    /// `precision`.
    pub(crate) precision: Option<u32>,
    /// `scale`.
    pub(crate) scale: Option<u32>,
}

impl TypePath {
    /// Reads what `std::any::type_name` prints: `alloc::vec::Vec<chrono::datetime::DateTime<chrono::offset::utc::Utc>>`.
    ///
    /// `None` for what is no path: tuples, arrays, functions.
    #[must_use]
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (path, rest) = parse_path(text.trim())?;
        rest.trim().is_empty().then_some(path)
    }

    /// The type inside `Option`, if it is one.
    #[must_use]
    pub(crate) fn inside_option(&self) -> Option<&Self> {
        self.only_argument_of("Option")
    }

    /// The type inside a `Vec` that is no string of bytes.
    #[must_use]
    pub(crate) fn inside_array(&self) -> Option<&Self> {
        self.only_argument_of("Vec").filter(|item| item.name != "u8")
    }

    /// The portable type, or `None` for a type that is not in the table.
    #[must_use]
    pub(crate) fn portable(&self, size: Size) -> Option<PortableType> {
        if let Some(item) = self.inside_array() {
            return Some(PortableType::Array(Box::new(item.portable(size)?)));
        }
        Some(match self.name.as_str() {
            "i16" => PortableType::SmallInt,
            "i32" => PortableType::Integer,
            "i64" => PortableType::BigInt,
            "u8" => PortableType::UnsignedTinyInt,
            "u16" => PortableType::UnsignedSmallInt,
            "u32" => PortableType::UnsignedInteger,
            "u64" => PortableType::UnsignedBigInt,
            "f32" => PortableType::Real,
            "f64" => PortableType::Double,
            "bool" => PortableType::Bool,
            "String" | "str" => PortableType::Text { length: size.length },
            "Cow" | "Box" | "Arc" | "Rc" if self.arguments.last()?.name == "str" => {
                PortableType::Text { length: size.length }
            }
            "Vec" if self.arguments.first()?.name == "u8" => PortableType::Bytes,
            "Uuid" => PortableType::Uuid,
            "DateTime" if self.arguments.len() == 1 => PortableType::TimestampTz,
            "OffsetDateTime" | "Timestamp" => PortableType::TimestampTz,
            "NaiveDateTime" | "PrimitiveDateTime" => PortableType::Timestamp,
            "NaiveDate" | "Date" => PortableType::Date,
            "NaiveTime" | "Time" => PortableType::Time,
            "Decimal" | "BigDecimal" => {
                PortableType::Decimal { precision: size.precision, scale: size.scale }
            }
            "Value" | "JsonValue" | "Json" => PortableType::Json,
            _ => return None,
        })
    }

    fn only_argument_of(&self, name: &str) -> Option<&Self> {
        match self.arguments.as_slice() {
            [argument] if self.name == name => Some(argument),
            _ => None,
        }
    }
}

/// Reads one path and returns what follows it.
fn parse_path(text: &str) -> Option<(TypePath, &str)> {
    let mut rest = text.trim_start_matches('&').trim_start();
    loop {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        let (name, after) = rest.split_at(end);
        if let Some(next) = after.strip_prefix("::") {
            rest = next;
            continue;
        }
        let mut path = TypePath { name: name.to_owned(), arguments: Vec::new() };
        let Some(mut inner) = after.strip_prefix('<') else { return Some((path, after)) };
        loop {
            let (argument, after) = parse_path(inner.trim_start())?;
            path.arguments.push(argument);
            let after = after.trim_start();
            if let Some(next) = after.strip_prefix(',') {
                inner = next;
            } else {
                return Some((path, after.strip_prefix('>')?));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portable(text: &str) -> Option<PortableType> {
        TypePath::parse(text).and_then(|path| path.portable(Size::default()))
    }

    #[test]
    fn the_compiler_s_own_names_are_read() {
        assert_eq!(portable(std::any::type_name::<i64>()), Some(PortableType::BigInt));
        assert_eq!(portable(std::any::type_name::<String>()), Some(PortableType::Text { length: None }));
        assert_eq!(portable(std::any::type_name::<&str>()), Some(PortableType::Text { length: None }));
        assert_eq!(portable(std::any::type_name::<Vec<u8>>()), Some(PortableType::Bytes));
        assert_eq!(
            portable(std::any::type_name::<Vec<Vec<i32>>>()),
            Some(PortableType::Array(Box::new(PortableType::Array(Box::new(PortableType::Integer)))))
        );
        assert_eq!(
            portable("chrono::datetime::DateTime<chrono::offset::utc::Utc>"),
            Some(PortableType::TimestampTz)
        );
        let option = TypePath::parse(std::any::type_name::<Option<i16>>()).unwrap();
        assert_eq!(option.inside_option().map(|inner| inner.name.as_str()), Some("i16"));
    }

    #[test]
    fn what_is_not_in_the_table_has_no_type() {
        for text in ["(i32, i32)", "[u8; 4]", "usize", "i8", "chrono::DateTime", "fn()", "", "Vec<", "Vec"] {
            assert_eq!(portable(text), None, "{text}");
        }
    }
}
