SELECT * FROM adults;
SELECT * FROM posts;
