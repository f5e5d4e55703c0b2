INSERT INTO `select` VALUES (1, 2, 3);
