SELECT * FROM of_g;
SELECT over_view();
SELECT * FROM of_child;
SELECT * FROM log;
