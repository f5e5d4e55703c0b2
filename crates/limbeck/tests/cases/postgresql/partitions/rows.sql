INSERT INTO log VALUES ('2020-05-05', 'x'), ('2021-05-05', 'y');
