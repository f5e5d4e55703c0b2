SELECT id::text, a::text, b::text, c::text, d::date::text, e::text, f::text, g::text FROM t;
SELECT t_id::text FROM u;
SELECT a::text FROM w;
