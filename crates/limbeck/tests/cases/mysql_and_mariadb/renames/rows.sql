INSERT INTO people VALUES (1, 'Ann'); INSERT INTO `old order` VALUES (7);
