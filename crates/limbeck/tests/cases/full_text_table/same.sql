SELECT * FROM docs;
