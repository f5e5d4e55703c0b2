;; -- nothing
/* ; */ ;
   ;
