SELECT `from`, `a b`, `tick``s` FROM `select`;
