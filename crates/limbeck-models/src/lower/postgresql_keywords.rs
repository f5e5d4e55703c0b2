//! Which names PostgreSQL prints in quotes.

/// All keywords that are not "unreserved" (appendix C of its manual, 18): `quote_identifier` puts them into quotes.
const KEYWORDS: &str = " all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast \
    char character check coalesce collate collation column concurrently constraint create cross current_catalog current_date \
    current_role current_schema current_time current_timestamp current_user dec decimal default deferrable desc distinct do else end \
    except exists extract false fetch float for foreign freeze from full grant greatest group grouping having ilike in initially inner \
    inout int integer intersect interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg \
    json_query json_scalar json_serialize json_table json_value lateral leading least left like limit localtime localtimestamp \
    merge_action national natural nchar none normalize not notnull null nullif numeric offset on only or order out outer overlaps \
    overlay placing position precision primary real references returning right row select session_user setof similar smallint some \
    substring symmetric system_user table tablesample then time timestamp to trailing treat trim true union unique user using values \
    varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse \
    xmlpi xmlroot xmlserialize xmltable ";

/// The name as PostgreSQL prints it in the middle of SQL.
pub(crate) fn quoted(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if plain && !KEYWORDS.contains(&format!(" {name} ")) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn only_names_that_need_quotes_get_them() {
        assert_eq!(quoted("status"), "status");
        assert_eq!(quoted("role"), "role");
        assert_eq!(quoted("order"), "\"order\"");
        assert_eq!(quoted("Status"), "\"Status\"");
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
        assert_eq!(quoted("2nd"), "\"2nd\"");
    }
}
