package io.tenantry.local.platform;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a database's catalogue says, a line for each thing: schemas, relations, columns,
 * constraints, indexes, functions, triggers, types, large objects, with their owners and
 * privileges, and the roles that belong to the database. Two equal snapshots mean equal schemas. An
 * extension stands for the functions and types that it brought along.
 */
public record SchemaSnapshot(String database, List<String> lines) {

  private static final String LINES =
      """
      with own as (
        select oid, nspname, nspowner, nspacl from pg_namespace
        where nspname !~ '^pg_' and nspname <> 'information_schema'),
      of_extension as (
        select classid, objid from pg_depend
        where refclassid = 'pg_extension'::regclass and deptype = 'e')
      select format('schema %I owner %s acl %s', nspname, nspowner::regrole, nspacl) from own
      union all
      select format('relation %I.%I kind %s owner %s acl %s rls %s/%s options %s', nspname, relname,
          relkind, relowner::regrole, relacl, relrowsecurity, relforcerowsecurity, reloptions)
        from pg_class join own on own.oid = relnamespace
      union all
      select format('column %I.%I.%I %s null %s default %s acl %s', nspname, relname, attname,
          format_type(atttypid, atttypmod), not attnotnull, pg_get_expr(adbin, adrelid), attacl)
        from pg_attribute join pg_class c on c.oid = attrelid join own on own.oid = relnamespace
          left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where attnum > 0 and not attisdropped
      union all
      select format('constraint %I on %s: %s', conname, conrelid::regclass, pg_get_constraintdef(c.oid))
        from pg_constraint c join own on own.oid = connamespace
      union all
      select format('index %s', pg_get_indexdef(indexrelid))
        from pg_index join pg_class c on c.oid = indexrelid join own on own.oid = relnamespace
      union all
      select format('view %I.%I %s', nspname, relname, pg_get_viewdef(c.oid))
        from pg_class c join own on own.oid = relnamespace where relkind in ('v', 'm')
      union all
      select format('function %s owner %s acl %s %s', p.oid::regprocedure, proowner::regrole, proacl,
          case when prokind in ('f', 'p') then pg_get_functiondef(p.oid) end)
        from pg_proc p join own on own.oid = pronamespace
        where ('pg_proc'::regclass, p.oid) not in (select classid, objid from of_extension)
      union all
      select format('trigger %s', pg_get_triggerdef(t.oid))
        from pg_trigger t join pg_class c on c.oid = tgrelid join own on own.oid = relnamespace
      union all
      select format('type %I.%I kind %s owner %s', nspname, typname, typtype, typowner::regrole)
        from pg_type t join own on own.oid = typnamespace
        where ('pg_type'::regclass, t.oid) not in (select classid, objid from of_extension)
          and ('pg_type'::regclass, t.typelem) not in (select classid, objid from of_extension)
      union all
      select format('default privileges of %s: %s', defaclrole::regrole, defaclacl) from pg_default_acl
      union all
      select format('large object %s', oid) from pg_largeobject_metadata
      union all
      select format('extension %I %s owner %s', extname, extversion, extowner::regrole) from pg_extension
      union all
      select format('database acl %s', datacl) from pg_database where datname = current_database()
      union all
      select format('role %I login %s in %s', rolname, rolcanlogin,
          array(select roleid::regrole::text from pg_auth_members where member = r.oid order by 1))
        from pg_roles r where starts_with(rolname, current_database() || '_')
      union all
      select format('settings of %s: %s', coalesce(setrole::regrole::text, 'all'), setconfig)
        from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
        where datname = current_database()
      order by 1
      """;

  public static SchemaSnapshot of(PostgresServer server, String database) {
    try (Connection connection = server.superuser(database);
        PreparedStatement statement = connection.prepareStatement(LINES);
        ResultSet rows = statement.executeQuery()) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return new SchemaSnapshot(database, List.copyOf(lines));
    } catch (SQLException e) {
      throw new IllegalStateException("database " + database + " cannot be looked into", e);
    }
  }

  /** What this snapshot has and the other has not. */
  public List<String> without(SchemaSnapshot other) {
    List<String> rest = new ArrayList<>(lines);
    other.lines.forEach(rest::remove);
    return rest;
  }
}
