//! What is asked of `pg_catalog`: one query a kind of object, however many there are.
//!
//! Lists come as one text, their items separated by [`super::rows::ITEM`], parts of an item by [`super::rows::PART`].

use crate::Version;

/// What decides how the queries read.
pub(super) struct Asked {
    pub(super) version: Version,
    /// A condition on `n.nspname`.
    pub(super) scope: String,
}

/// The settings on which the server's texts depend, for this transaction alone; and the schema that names without one belong to.
///
/// With that schema alone on the path its names are printed without it, as everybody writes them.
pub(crate) const SETTINGS: &str = "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; \
    SET LOCAL bytea_output = 'hex'; SET LOCAL quote_all_identifiers = off; SET LOCAL standard_conforming_strings = on; \
    SET LOCAL extra_float_digits = 1; \
    SELECT current_schema(), set_config('search_path', coalesce(quote_ident(current_schema()), ''), true)";

/// No member of an extension.
fn own(class: &str, oid: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = '{class}'::regclass AND x.objid = {oid} AND x.deptype = 'e')"
    )
}

impl Asked {
    fn since(&self, major: u32, then: &'static str, otherwise: &'static str) -> &'static str {
        if self.version.major >= major { then } else { otherwise }
    }

    pub(super) fn schemas_and_extensions(&self) -> String {
        format!(
            "SELECT 'schema', n.nspname, obj_description(n.oid, 'pg_namespace'), NULL FROM pg_namespace n WHERE {scope} AND {own}
UNION ALL
SELECT 'extension', e.extname, NULL, n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'
UNION ALL
SELECT 'unread', q.what, NULL, NULL FROM ({unread}) q
ORDER BY 1, 2",
            scope = self.scope,
            own = own("pg_namespace", "n.oid"),
            unread = self.unread(),
        )
    }

    /// Kinds of objects that are not read: each is told of by name.
    fn unread(&self) -> String {
        // The words, the catalog, and its columns for schema and name; what is in no schema belongs to the database.
        let kinds = [
            ("statistics object", "pg_statistic_ext", Some("stxnamespace"), "stxname", "true"),
            ("collation", "pg_collation", Some("collnamespace"), "collname", "true"),
            ("operator", "pg_operator", Some("oprnamespace"), "oprname", "true"),
            ("operator class", "pg_opclass", Some("opcnamespace"), "opcname", "true"),
            ("text search configuration", "pg_ts_config", Some("cfgnamespace"), "cfgname", "true"),
            ("text search dictionary", "pg_ts_dict", Some("dictnamespace"), "dictname", "true"),
            ("conversion", "pg_conversion", Some("connamespace"), "conname", "true"),
            (
                "base type",
                "pg_type",
                Some("typnamespace"),
                "typname",
                "o.typtype = 'b' AND o.typcategory <> 'A'",
            ),
            ("window function", "pg_proc", Some("pronamespace"), "proname", "o.prokind = 'w'"),
            ("event trigger", "pg_event_trigger", None, "evtname", "true"),
            ("publication", "pg_publication", None, "pubname", "true"),
            ("foreign-data wrapper", "pg_foreign_data_wrapper", None, "fdwname", "true"),
            ("foreign server", "pg_foreign_server", None, "srvname", "true"),
            ("language", "pg_language", None, "lanname", "o.lanpltrusted IS NOT NULL"),
            ("cast", "pg_cast", None, "castsource::regtype || ' AS ' || o.casttarget::regtype", "true"),
        ];
        let query = |(words, catalog, schema, name, condition): &(&str, &str, Option<&str>, &str, &str)| {
            let own = own(catalog, "o.oid");
            match schema {
                Some(schema) => format!(
                    "SELECT '{words} ' || n.nspname || '.' || o.{name} AS what FROM {catalog} o JOIN pg_namespace n ON n.oid = o.{schema} \
                     WHERE {condition} AND {} AND {own}",
                    self.scope
                ),
                None => format!(
                    "SELECT '{words} ' || o.{name} AS what FROM {catalog} o WHERE o.oid >= 16384 AND {condition} AND {own}"
                ),
            }
        };
        kinds.iter().map(query).collect::<Vec<_>>().join(" UNION ALL ")
    }

    /// Tables, views, sequences.
    pub(super) fn relations(&self) -> String {
        format!(
            "SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence = 'u',
 array_to_string(c.reloptions, E'\\x1f'), array_to_string(t.reloptions, E'\\x1f'),
 s.spcname, CASE WHEN c.relkind IN ('r', 'm') AND am.amname <> 'heap' THEN am.amname END,
 CASE WHEN c.relrowsecurity THEN 'enabled' END, CASE WHEN c.relforcerowsecurity THEN 'on' END,
 CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing'
  WHEN 'i' THEN (SELECT 'index ' || ic.relname FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) END,
 d.description,
 CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
 CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
 (SELECT string_agg(pn.nspname || E'\\x1e' || p.relname, E'\\x1f' ORDER BY h.inhseqno)
  FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = c.oid),
 CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
 CASE WHEN c.relkind = 'f' THEN (SELECT quote_ident(fs.srvname) || E'\\x1e' || coalesce((SELECT string_agg(quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), ', ')
   FROM pg_options_to_table(f.ftoptions) o), '') FROM pg_foreign_table f JOIN pg_foreign_server fs ON fs.oid = f.ftserver WHERE f.ftrelid = c.oid) END,
 format_type(q.seqtypid, NULL), q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle,
 CASE WHEN c.relkind = 'S' THEN (SELECT tn.nspname || E'\\x1e' || tc.relname || E'\\x1e' || ta.attname FROM pg_depend o
   JOIN pg_class tc ON tc.oid = o.refobjid JOIN pg_namespace tn ON tn.oid = tc.relnamespace JOIN pg_attribute ta ON ta.attrelid = tc.oid AND ta.attnum = o.refobjsubid
   WHERE o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.refclassid = 'pg_class'::regclass AND o.deptype = 'a') END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class t ON t.oid = c.reltoastrelid AND c.reltoastrelid <> 0
LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace AND c.reltablespace <> 0
LEFT JOIN pg_am am ON am.oid = c.relam AND c.relam <> 0
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN pg_sequence q ON q.seqrelid = c.oid
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND c.relpersistence <> 't' AND {scope} AND {own}
AND NOT (c.relkind = 'S' AND EXISTS (SELECT 1 FROM pg_depend i WHERE i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.deptype = 'i'))
ORDER BY n.nspname, c.relname",
            scope = self.scope,
            own = own("pg_class", "c.oid"),
        )
    }

    /// Columns of tables, and attributes of composite types, in no order: there are many, and sorting them here is cheaper than there. What a table
    /// inherits belongs to the table it inherits from.
    pub(super) fn columns(&self) -> String {
        format!(
            "SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, {generated},
 pg_get_expr(d.adbin, d.adrelid), a.attidentity,
 CASE WHEN a.attcollation <> 0 AND a.attcollation <> y.typcollation
  THEN CASE WHEN kn.nspname = 'pg_catalog' OR kn.nspname = current_schema() THEN k.collname ELSE '\"' || kn.nspname || '\".\"' || k.collname || '\"' END END,
 {compression}, CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
 CASE WHEN a.attstorage <> y.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' ELSE 'main' END END,
 array_to_string(a.attoptions, E'\\x1f'), p.description,
 format_type(q.seqtypid, NULL), q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, q.seqcycle
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type y ON y.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_collation k ON k.oid = a.attcollation AND a.attcollation <> y.typcollation LEFT JOIN pg_namespace kn ON kn.oid = k.collnamespace
LEFT JOIN pg_description p ON p.classoid = 'pg_class'::regclass AND p.objoid = a.attrelid AND p.objsubid = a.attnum
LEFT JOIN pg_depend o ON a.attidentity <> '' AND o.refclassid = 'pg_class'::regclass AND o.refobjid = a.attrelid AND o.refobjsubid = a.attnum
 AND o.classid = 'pg_class'::regclass AND o.deptype = 'i'
LEFT JOIN pg_sequence q ON q.seqrelid = o.objid
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') AND c.relpersistence <> 't' AND (a.attislocal OR c.relkind = 'c')
AND {scope}",
            generated = self.since(12, "a.attgenerated", "''"),
            compression = self.since(
                14,
                "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END",
                "NULL"
            ),
            scope = self.scope,
        )
    }

    pub(super) fn constraints(&self) -> String {
        let names = |columns: &str, table: &str| {
            format!(
                "(SELECT string_agg(a.attname, E'\\x1f' ORDER BY u.ord) FROM unnest({columns}) WITH ORDINALITY u(num, ord) \
                 JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = u.num)"
            )
        };
        format!(
            "SELECT k.conrelid, k.conname, k.contype, k.condeferrable, k.condeferred, k.convalidated, {enforced}, k.connoinherit, {period},
 CASE WHEN k.contype <> 'c' THEN {columns} END, rn.nspname, r.relname, CASE WHEN k.contype = 'f' THEN {referred} END,
 k.confdeltype, k.confupdtype, k.confmatchtype, {set_columns},
 CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) WHEN k.contype = 'x' THEN pg_get_constraintdef(k.oid) END,
 CASE WHEN i.indnatts > i.indnkeyatts THEN (SELECT string_agg(a.attname, E'\\x1f' ORDER BY u.ord)
  FROM unnest(i.indkey::int2[]) WITH ORDINALITY u(num, ord) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num WHERE u.ord > i.indnkeyatts) END,
 {nulls}, array_to_string(ic.reloptions, E'\\x1f'), s.spcname, d.description
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class r ON r.oid = k.confrelid AND k.confrelid <> 0 LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x') LEFT JOIN pg_class ic ON ic.oid = i.indexrelid
LEFT JOIN pg_tablespace s ON s.oid = ic.reltablespace AND ic.reltablespace <> 0
LEFT JOIN pg_description d ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid AND d.objsubid = 0
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conislocal AND k.conparentid = 0 AND {scope}
ORDER BY k.conrelid, k.conname",
            enforced = self.since(18, "k.conenforced", "true"),
            period = self.since(18, "k.conperiod", "false"),
            columns = names("k.conkey", "k.conrelid"),
            referred = names("k.confkey", "k.confrelid"),
            set_columns = if self.version.major >= 15 {
                names("k.confdelsetcols", "k.conrelid")
            } else {
                "NULL".to_owned()
            },
            nulls = self.since(15, "i.indnullsnotdistinct", "false"),
            scope = self.scope,
        )
    }

    /// One row a part of an index.
    pub(super) fn indexes(&self) -> String {
        format!(
            "SELECT i.indrelid, ic.relname, i.indisunique, am.amname, pg_get_expr(i.indpred, i.indrelid), {nulls}, i.indisvalid,
 array_to_string(ic.reloptions, E'\\x1f'), s.spcname, d.description,
 u.ord > i.indnkeyatts, a.attname, CASE WHEN u.num = 0 THEN pg_get_indexdef(i.indexrelid, u.ord::int, false) END,
 CASE WHEN o.oid IS NOT NULL AND (NOT o.opcdefault OR ia.attoptions IS NOT NULL) THEN
  CASE WHEN pg_opclass_is_visible(o.oid) THEN '' ELSE quote_ident(onsp.nspname) || '.' END || quote_ident(o.opcname)
  || coalesce(' (' || array_to_string(ia.attoptions, ', ') || ')', '') END,
 CASE WHEN i.indcollation[u.ord - 1] <> 0 AND i.indcollation[u.ord - 1] <> CASE WHEN u.num = 0 THEN 100 ELSE a.attcollation END THEN
  CASE WHEN kn.nspname = 'pg_catalog' OR kn.nspname = current_schema() THEN k.collname ELSE '\"' || kn.nspname || '\".\"' || k.collname || '\"' END END,
 CASE WHEN am.amname = 'btree' THEN i.indoption[u.ord - 1] & 1 = 1 ELSE false END,
 CASE WHEN am.amname = 'btree' AND (i.indoption[u.ord - 1] & 1 = 1) <> (i.indoption[u.ord - 1] & 2 = 2) THEN i.indoption[u.ord - 1] & 2 = 2 END
FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_am am ON am.oid = ic.relam
CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY u(num, ord)
LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.num AND u.num <> 0
LEFT JOIN pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = u.ord
LEFT JOIN pg_opclass o ON o.oid = i.indclass[u.ord - 1] LEFT JOIN pg_namespace onsp ON onsp.oid = o.opcnamespace
LEFT JOIN pg_collation k ON k.oid = i.indcollation[u.ord - 1] LEFT JOIN pg_namespace kn ON kn.oid = k.collnamespace
LEFT JOIN pg_tablespace s ON s.oid = ic.reltablespace AND ic.reltablespace <> 0
LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = ic.oid AND d.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND {scope}
AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
AND NOT EXISTS (SELECT 1 FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)
ORDER BY i.indrelid, ic.relname, u.ord",
            nulls = self.since(15, "i.indnullsnotdistinct", "false"),
            scope = self.scope,
        )
    }

    /// Triggers, rules and policies.
    pub(super) fn members(&self) -> String {
        format!(
            "SELECT 'trigger', t.tgrelid, t.tgname, pg_get_triggerdef(t.oid, true), CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END, d.description
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_trigger'::regclass AND d.objoid = t.oid
WHERE NOT t.tgisinternal AND {parent} AND c.relpersistence <> 't' AND {scope}
UNION ALL
SELECT 'rule', r.ev_class, r.rulename, pg_get_ruledef(r.oid, true), CASE r.ev_enabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END, d.description
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_rewrite'::regclass AND d.objoid = r.oid
WHERE r.rulename <> '_RETURN' AND c.relpersistence <> 't' AND {scope}
UNION ALL
SELECT 'policy', p.polrelid, p.polname,
 CASE WHEN p.polpermissive THEN '' ELSE 'AS RESTRICTIVE ' END ||
 CASE p.polcmd WHEN 'r' THEN 'FOR SELECT ' WHEN 'a' THEN 'FOR INSERT ' WHEN 'w' THEN 'FOR UPDATE ' WHEN 'd' THEN 'FOR DELETE ' ELSE '' END ||
 'TO ' || (SELECT string_agg(CASE WHEN ro.oid = 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(ro.oid)) END, ', ' ORDER BY CASE WHEN ro.oid = 0 THEN '' ELSE pg_get_userbyid(ro.oid) END)
  FROM unnest(p.polroles) ro(oid)) ||
 coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '') || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''), NULL, d.description
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_policy'::regclass AND d.objoid = p.oid
WHERE {scope}
ORDER BY 2, 1, 3",
            parent = self.since(13, "t.tgparentid = 0", "true"),
            scope = self.scope,
        )
    }

    /// Enums, domains, composites, ranges.
    pub(super) fn types(&self) -> String {
        format!(
            "SELECT n.nspname, t.typname, t.typtype, d.description,
 CASE WHEN t.typtype = 'e' THEN (SELECT string_agg(e.enumlabel, E'\\x1f' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) END,
 CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END, NOT t.typnotnull,
 CASE WHEN t.typtype = 'd' THEN coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) END,
 CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN k.collname END,
 CASE WHEN t.typtype = 'd' THEN (SELECT string_agg(x.conname || E'\\x1e' || pg_get_expr(x.conbin, 0) || E'\\x1e' || x.convalidated || E'\\x1e' || coalesce(obj_description(x.oid, 'pg_constraint'), ''), E'\\x1f' ORDER BY x.conname)
  FROM pg_constraint x WHERE x.contypid = t.oid AND x.contype = 'c') END,
 t.typrelid,
 CASE WHEN t.typtype = 'r' THEN (SELECT 'SUBTYPE = ' || format_type(r.rngsubtype, NULL)
  || CASE WHEN o.opcdefault THEN '' ELSE ', SUBTYPE_OPCLASS = ' || quote_ident(o.opcname) END
  || CASE WHEN r.rngcollation = 0 OR r.rngcollation = st.typcollation THEN '' ELSE ', COLLATION = ' || quote_ident(rc.collname) END
  || CASE WHEN r.rngcanonical = 0 THEN '' ELSE ', CANONICAL = ' || r.rngcanonical::regproc END
  || CASE WHEN r.rngsubdiff = 0 THEN '' ELSE ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc END
  {multirange}
  FROM pg_range r JOIN pg_opclass o ON o.oid = r.rngsubopc JOIN pg_type st ON st.oid = r.rngsubtype LEFT JOIN pg_collation rc ON rc.oid = r.rngcollation WHERE r.rngtypid = t.oid) END
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
LEFT JOIN pg_type b ON b.oid = t.typbasetype LEFT JOIN pg_collation k ON k.oid = t.typcollation
LEFT JOIN pg_description d ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c') AND {scope} AND {own}
ORDER BY n.nspname, t.typname",
            multirange = self.since(
                14,
                "|| CASE WHEN (SELECT mt.typname FROM pg_type mt WHERE mt.oid = r.rngmultitypid) = t.typname || '_multirange' \
                 OR t.typname ~ 'range' THEN '' ELSE ', MULTIRANGE_TYPE_NAME = ' || r.rngmultitypid::regtype END",
                ""
            ),
            scope = self.scope,
            own = own("pg_type", "t.oid"),
        )
    }

    /// Functions, procedures and aggregates.
    pub(super) fn routines(&self) -> String {
        format!(
            "SELECT n.nspname, p.proname, p.prokind, oidvectortypes(p.proargtypes), d.description, l.lanname = 'sql',
 CASE WHEN p.prokind = 'a' THEN (SELECT '(SFUNC = ' || g.aggtransfn::regproc || ', STYPE = ' || format_type(g.aggtranstype, NULL)
   || CASE WHEN g.aggtransspace = 0 THEN '' ELSE ', SSPACE = ' || g.aggtransspace END
   || CASE WHEN g.aggfinalfn = 0 THEN '' ELSE ', FINALFUNC = ' || g.aggfinalfn::regproc END
   || CASE WHEN g.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END
   || CASE WHEN g.aggcombinefn = 0 THEN '' ELSE ', COMBINEFUNC = ' || g.aggcombinefn::regproc END
   || CASE WHEN g.aggserialfn = 0 THEN '' ELSE ', SERIALFUNC = ' || g.aggserialfn::regproc || ', DESERIALFUNC = ' || g.aggdeserialfn::regproc END
   || CASE WHEN g.agginitval IS NULL THEN '' ELSE ', INITCOND = ' || quote_literal(g.agginitval) END
   || CASE WHEN g.aggmtransfn = 0 THEN '' ELSE ', MSFUNC = ' || g.aggmtransfn::regproc || ', MINVFUNC = ' || g.aggminvtransfn::regproc || ', MSTYPE = ' || format_type(g.aggmtranstype, NULL) END
   || CASE WHEN g.aggmfinalfn = 0 THEN '' ELSE ', MFINALFUNC = ' || g.aggmfinalfn::regproc END
   || CASE WHEN g.aggminitval IS NULL THEN '' ELSE ', MINITCOND = ' || quote_literal(g.aggminitval) END
   || CASE WHEN g.aggsortop = 0 THEN '' ELSE ', SORTOP = ' || g.aggsortop::regoper END
   || CASE p.proparallel WHEN 's' THEN ', PARALLEL = SAFE' WHEN 'r' THEN ', PARALLEL = RESTRICTED' ELSE '' END
   || CASE g.aggkind WHEN 'h' THEN ', HYPOTHETICAL' ELSE '' END || ')' FROM pg_aggregate g WHERE g.aggfnoid = p.oid)
  ELSE pg_get_functiondef(p.oid) END,
 CASE WHEN p.prokind = 'a' THEN pg_get_function_arguments(p.oid) END
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
LEFT JOIN pg_description d ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid
WHERE p.prokind IN ('f', 'p', 'a') AND {scope} AND {own}
AND NOT EXISTS (SELECT 1 FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
ORDER BY n.nspname, p.proname, 4",
            scope = self.scope,
            own = own("pg_proc", "p.oid"),
        )
    }

    /// Rights of others than the owner. Everybody may call a function and use a type, unless that has been taken away: then there is a row
    /// without a privilege.
    pub(super) fn grants(&self) -> String {
        let rights = "LEFT JOIN pg_roles r ON r.oid = x.grantee";
        let told = "coalesce(quote_ident(r.rolname), 'PUBLIC'), x.is_grantable, string_agg(x.privilege_type, E'\\x1f' ORDER BY x.privilege_type)";
        let routine = "CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END";
        let everybody = |acl: &str| format!("EXISTS (SELECT 1 FROM aclexplode({acl}) e WHERE e.grantee = 0)");
        format!(
            "SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname, NULL, NULL, {told}
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) x {rights}
WHERE c.relacl IS NOT NULL AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND x.grantee <> c.relowner AND {scope} AND {own_class} GROUP BY 1, 2, 3, 6, 7
UNION ALL
SELECT 'TABLE', n.nspname, c.relname, NULL, a.attname, {told}
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(a.attacl) x {rights}
WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND x.grantee <> c.relowner AND {scope} AND {own_class} GROUP BY 2, 3, 5, 6, 7
UNION ALL
SELECT {routine}, n.nspname, p.proname, oidvectortypes(p.proargtypes), NULL, {told}
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace CROSS JOIN LATERAL aclexplode(p.proacl) x {rights}
WHERE p.proacl IS NOT NULL AND x.grantee NOT IN (0, p.proowner) AND {scope} AND {own_proc} GROUP BY 1, 2, 3, 4, 6, 7
UNION ALL
SELECT {routine}, n.nspname, p.proname, oidvectortypes(p.proargtypes), NULL, 'PUBLIC', false, ''
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.proacl IS NOT NULL AND NOT {public_calls} AND {scope} AND {own_proc}
UNION ALL
SELECT 'TYPE', n.nspname, t.typname, NULL, NULL, {told}
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace CROSS JOIN LATERAL aclexplode(t.typacl) x {rights}
WHERE t.typacl IS NOT NULL AND x.grantee NOT IN (0, t.typowner) AND {scope} AND {own_type} GROUP BY 2, 3, 6, 7
UNION ALL
SELECT 'TYPE', n.nspname, t.typname, NULL, NULL, 'PUBLIC', false, ''
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typacl IS NOT NULL AND NOT {public_uses} AND {scope} AND {own_type}
UNION ALL
SELECT 'SCHEMA', n.nspname, NULL, NULL, NULL, {told}
FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) x {rights}
WHERE n.nspacl IS NOT NULL AND n.nspname <> 'public' AND x.grantee <> n.nspowner AND {scope} AND {own_schema} GROUP BY 2, 6, 7",
            scope = self.scope,
            own_class = own("pg_class", "c.oid"),
            own_proc = own("pg_proc", "p.oid"),
            own_type = own("pg_type", "t.oid"),
            own_schema = own("pg_namespace", "n.oid"),
            public_calls = everybody("p.proacl"),
            public_uses = everybody("t.typacl"),
        )
    }

    /// What views, routines, types and tables need: relations, routines and types.
    pub(super) fn dependencies(&self) -> String {
        let needed = "LEFT JOIN pg_class xc ON d.refclassid = 'pg_class'::regclass AND xc.oid = d.refobjid AND xc.relkind IN ('r', 'p', 'f', 'v', 'm')
LEFT JOIN pg_proc xp ON d.refclassid = 'pg_proc'::regclass AND xp.oid = d.refobjid
LEFT JOIN pg_type xt ON d.refclassid = 'pg_type'::regclass AND xt.oid = d.refobjid LEFT JOIN pg_type xe ON xe.oid = xt.typelem AND xt.typelem <> 0
JOIN pg_namespace xn ON xn.oid = coalesce(xc.relnamespace, xp.pronamespace, xe.typnamespace, xt.typnamespace) AND xn.nspname <> 'pg_catalog'";
        let of = "xn.nspname, coalesce(xc.relname, xp.proname, xe.typname, xt.typname)";
        format!(
            "SELECT DISTINCT 'view', n.nspname, c.relname, NULL, {of} FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid {needed}
WHERE c.relkind IN ('v', 'm') AND r.rulename = '_RETURN' AND d.refobjid <> c.oid AND {scope}
UNION ALL
SELECT DISTINCT 'routine', n.nspname, p.proname, oidvectortypes(p.proargtypes), {of} FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid {needed}
WHERE {scope}
UNION ALL
SELECT DISTINCT 'type', n.nspname, t.typname, NULL, {of} FROM pg_depend d
LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid AND k.contypid <> 0
JOIN pg_type t ON t.oid = CASE WHEN d.classid = 'pg_type'::regclass THEN d.objid ELSE k.contypid END JOIN pg_namespace n ON n.oid = t.typnamespace
{needed}
WHERE d.classid IN ('pg_type'::regclass, 'pg_constraint'::regclass) AND d.refclassid IN ('pg_proc'::regclass, 'pg_type'::regclass) AND d.deptype = 'n' AND {scope}
UNION ALL
SELECT DISTINCT 'table', n.nspname, c.relname, NULL, {of} FROM pg_depend d
LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
LEFT JOIN pg_index i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
JOIN pg_class c ON c.oid = coalesce(f.adrelid, nullif(k.conrelid, 0), i.indrelid) JOIN pg_namespace n ON n.oid = c.relnamespace
{needed}
WHERE d.refclassid = 'pg_proc'::regclass AND d.classid IN ('pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_class'::regclass) AND {scope}
ORDER BY 1, 2, 3, 4, 5, 6",
            scope = self.scope,
        )
    }
}
