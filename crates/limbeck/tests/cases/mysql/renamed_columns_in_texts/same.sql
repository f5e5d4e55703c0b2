SELECT id, twice FROM t;
