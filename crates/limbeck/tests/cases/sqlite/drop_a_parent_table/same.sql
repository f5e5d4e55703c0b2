SELECT id FROM child;
SELECT * FROM grandchild;
