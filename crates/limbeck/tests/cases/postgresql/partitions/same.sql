SELECT at, what FROM log_2020;
SELECT at, what FROM log_2021;
