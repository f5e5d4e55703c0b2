CREATE VIEW v AS select `t`.`a` AS `a`,`t`.`a` + 1 AS `w` from `t`;

CREATE VIEW w AS select `v`.`a` AS `v`,`v`.`w` AS `x` from `v`;
