SELECT 'it\'s; \\', "say \"hi;\"", 'a''b;', "c""d;", `e``f;`, N'\';', x'3B', b'01', 0x3B, _utf8mb4'\';';
SELECT '\\'; SELECT "\\"; SELECT \N;
SET @`a;b` = 1, @'c;d' = 2, @e.f = @@session.sql_mode;
CREATE TABLE 2fa_codes (a$1 int, $b int, c$ int); SELECT t.1e5, 1e5, 1e-5, 0xff, 0xfg FROM 2fa_codes AS t;
CREATE USER 'joe'@'%' IDENTIFIED BY 'a;b'; GRANT ALL ON db.* TO joe@localhost;
