SELECT id, up::integer, down::integer, words, same FROM t;
