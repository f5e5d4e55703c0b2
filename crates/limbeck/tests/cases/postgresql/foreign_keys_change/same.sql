SELECT * FROM child;
