/*M!100100 SET @a = 1 */;
/*!50700 not for MariaDB; 'nor its lexer */
/*!50600 SET @b = 1 */;
/*!100100 SET @c = 1 */;
