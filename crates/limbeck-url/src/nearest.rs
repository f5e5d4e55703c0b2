//! "Did you mean …?": the word of a list that is nearest to the one written.

/// The candidate that `word` was probably meant to be, if one is near enough.
///
/// Near enough is what needs so many edits at most as a third of the word's length: letters to insert, remove, replace, or to swap with their
/// neighbours (optimal string alignment), in any case. So nothing is offered for one or two letters, which are near to everything, but the same
/// ones in another case. Of several the nearest is meant, then the first of the alphabet, in whatever order they come.
///
/// Every message of Limbeck that asks "did you mean …?" asks it here.
///
/// ```
/// use limbeck_url::nearest;
///
/// assert_eq!(nearest("lenght", ["length", "unique"]), Some("length"));
/// assert_eq!(nearest("colour", ["length", "unique"]), None);
/// ```
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let limit = length / 3;
    candidates
        .into_iter()
        .map(|candidate| (candidate.to_lowercase(), candidate))
        // The distance is no less than what the lengths differ by, which is counted sooner: histories have many names.
        .filter(|(lower, _)| lower.chars().count().abs_diff(length) <= limit)
        .map(|(lower, candidate)| (strsim::osa_distance(&word, &lower), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_word() {
        for (word, meant, others) in [
            // Parameters of URLs, attributes of models, words of revision files, keys of the configuration.
            ("sslmod", "sslmode", ["sslcert", "sslkey"]),
            ("primarykey", "primary_key", ["length", "unique"]),
            ("lenght", "length", ["default", "unique"]),
            ("upgrad", "upgrade", ["downgrade", "revision"]),
            ("reivses", "revises", ["upgrade", "revision"]),
            ("migration", "migrations", ["models", "url"]),
            ("lockwait", "lock_wait", ["models", "url"]),
            ("modles", "models", ["migrations", "url"]),
            ("uri", "url", ["models", "migrations"]),
            ("SSLMod", "sslmode", ["sslcert", "sslkey"]),
            ("pg", "PG", ["pq", "p"]),
        ] {
            assert_eq!(nearest(word, [others[0], meant, others[1]]), Some(meant), "{word}");
        }
    }

    #[test]
    fn another_word_finds_none() {
        for (word, others) in [
            ("colour", ["sslmode", "sslcert", "models", "url"]),
            ("foo", ["primary_key", "length", "unique", "default"]),
            ("param", ["upgrade", "downgrade", "revises", "revision"]),
            ("", ["upgrade", "url", "a", "b"]),
            ("ab", ["a", "b", "abc", "ac"]),
        ] {
            assert_eq!(nearest(word, others), None, "{word}");
        }
    }

    #[test]
    fn of_several_the_nearest_is_meant_and_then_the_first_of_the_alphabet() {
        assert_eq!(nearest("lengths", ["tenth", "length", "lengthy"]), Some("length"));
        assert_eq!(nearest("lengths", ["lengthz", "lengthy"]), Some("lengthy"));
    }
}
