delete from setting;
