SELECT 1;
.mode csv
