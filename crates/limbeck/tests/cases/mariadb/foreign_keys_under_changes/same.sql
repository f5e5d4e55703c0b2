SELECT * FROM parent; SELECT * FROM child; SELECT * FROM unnamed;
