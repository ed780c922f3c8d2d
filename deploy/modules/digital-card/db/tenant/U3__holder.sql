drop table holder;
