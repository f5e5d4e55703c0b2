INSERT INTO to_none VALUES (1, 2, 3), (2, 3, 4);
INSERT INTO other_column VALUES (1, 2, 3), (2, 3, 4);
INSERT INTO other_key VALUES (1, 2, 3), (2, 3, 4);
INSERT INTO from_none VALUES (1, 2), (2, 3);
INSERT INTO other_type VALUES (1, '2019-01-01'), (2, '2021-01-01');
