//! How a driver spells one parameter.

/// The spelling.
pub(super) enum Word {
    /// Under this name, with the canonical value.
    Named(&'static str),
    /// As these pairs.
    Pairs(Vec<(&'static str, String)>),
    /// Not at all, because it is what the driver does anyway.
    Implied,
    /// There is no such thing: the reason, if there is more to say.
    Missing(Option<&'static str>),
}

/// UTF-8 under any of its names.
pub(super) fn is_utf8(charset: &str) -> bool {
    let plain: String =
        charset.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    matches!(plain.as_str(), "utf8" | "utf8mb4" | "unicode")
}
