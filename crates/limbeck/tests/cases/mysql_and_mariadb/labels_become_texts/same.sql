SELECT kind, n, marks, size FROM t ORDER BY size;
