/*!40101 SET NAMES utf8mb4 */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `v` AS SELECT ';' AS `*/`, 1 */;
CREATE TABLE t (a int) /*!50100 PARTITION BY HASH (a) PARTITIONS 4 */;
/*M!100100 only MariaDB; reads 'this */
/*!999999\- nobody reads this */
/*! */ ;
SELECT 1 /*!, 2 /* inner; */ */;
/*!COMMIT */;
