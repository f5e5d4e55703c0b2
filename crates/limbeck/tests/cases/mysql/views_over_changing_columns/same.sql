SELECT id FROM middle;
SELECT id FROM reads_leaves_middle;
