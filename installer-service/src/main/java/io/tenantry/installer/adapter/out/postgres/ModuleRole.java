package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.plan.ModuleName;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postgresql.util.PasswordUtil;

/**
 * The role that runs a module's scripts in one database. It owns what the scripts create, and can
 * log in only while a run goes on.
 */
final class ModuleRole {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 24;

  /** Of SCRAM, as RFC 5802 recommends. */
  private static final int SALT_BYTES = 16;

  /**
   * More would make guessing expensive, and nobody guesses 24 random bytes; the usual 4,096 cost
   * both ends of each login some milliseconds.
   */
  private static final int ITERATIONS = 1;

  private final Connection platform;
  private final Run run;
  private final Fence fence;
  private final String name;

  ModuleRole(Connection platform, Run run) {
    this.platform = platform;
    this.run = run;
    this.fence = new Fence(platform, run);
    this.name = run.database().moduleRole(run.module());
  }

  String name() {
    return name;
  }

  /**
   * Locks the role out and ends its sessions. Without this, a worker that stopped before its COMMIT
   * would keep the fence locked for ever.
   *
   * @return false when a younger worker is here, whose sessions are none of ours
   */
  boolean exclude() throws SQLException {
    return fence.whileOurs(
            () -> Sql.run(platform, "alter role %s nologin".formatted(Sql.identifier(name))))
        && fence.whileOurs(() -> Backends.end(platform, name, run.database()));
  }

  /** Makes the role, in the current transaction. */
  void create() throws SQLException {
    String role = Sql.identifier(name);
    Sql.run(
        platform,
        "create role %1$s nologin in role %2$s; grant %1$s to current_user"
            .formatted(role, Sql.identifier(run.database().connectRole())));
  }

  /**
   * Lets the role look at the tables of modules that its scripts refer to. One that has no part in
   * this database has no schema here.
   */
  void grantDependencies() throws SQLException {
    if (run.dependencies().isEmpty()) {
      return;
    }
    String role = Sql.identifier(name);
    for (Map.Entry<String, String> dependency : tablesOfDependencies().entrySet()) {
      String schema = Sql.identifier(dependency.getKey());
      Sql.run(platform, "grant usage on schema %s to %s".formatted(schema, role));
      if (!dependency.getValue().isEmpty()) {
        Sql.run(
            platform,
            "grant select, references on %s to %s".formatted(dependency.getValue(), role));
      }
    }
  }

  /** Lets the role in, in the current transaction, with a password that nobody has seen before. */
  String admit(Duration validity) throws SQLException {
    String password = HexFormat.of().formatHex(random(PASSWORD_BYTES));
    Sql.run(
        platform,
        "alter role %s login password %s valid until %s"
            .formatted(
                Sql.identifier(name),
                Sql.literal(hashedOnce(password)),
                Sql.literal(Instant.now().plus(validity).toString())));
    return password;
  }

  /**
   * Locks the role out again, and forgets what it may have set for itself. A younger worker's
   * session may need the role; it does this then.
   */
  void dismiss() throws SQLException {
    String sql =
        "alter role %1$s nologin password null; alter role %1$s reset all; alter role %1$s in database %2$s reset all"
            .formatted(Sql.identifier(name), Sql.identifier(run.database().name()));
    fence.whileOurs(() -> Sql.run(platform, sql));
  }

  /** Hashed here, so that the password does not appear in the server's log. */
  static String hashed(String password) throws SQLException {
    return PasswordUtil.encodeScramSha256(password.toCharArray());
  }

  /** The same for a password that is random and lasts for one run. */
  static String hashedOnce(String password) throws SQLException {
    return PasswordUtil.encodeScramSha256(password.toCharArray(), ITERATIONS, random(SALT_BYTES));
  }

  private static byte[] random(int number) {
    byte[] bytes = new byte[number];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  boolean exists() throws SQLException {
    try (PreparedStatement statement =
        platform.prepareStatement("select 1 from pg_roles where rolname = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Quoted tables by schema, for the schemas that there are. */
  private Map<String, String> tablesOfDependencies() throws SQLException {
    String sql =
        """
        select n.nspname, coalesce(string_agg(format('%I.%I', n.nspname, c.relname), ', '), '')
        from unnest(?::text[], ?::text[]) as d (schema, owner)
          join pg_namespace n on n.nspname = d.schema
          left join pg_roles r on r.rolname = d.owner
          left join pg_class c on c.relnamespace = n.oid and c.relowner = r.oid
            and c.relkind in ('r', 'p', 'v', 'm')
        group by n.nspname
        """;
    List<ModuleName> modules = run.dependencies();
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setArray(1, texts(modules.stream().map(ModuleName::value)));
      statement.setArray(2, texts(modules.stream().map(run.database()::moduleRole)));
      try (ResultSet rows = statement.executeQuery()) {
        Map<String, String> tables = new TreeMap<>();
        while (rows.next()) {
          tables.put(rows.getString(1), rows.getString(2));
        }
        return tables;
      }
    }
  }

  private Array texts(Stream<String> values) throws SQLException {
    return platform.createArrayOf("text", values.toArray());
  }
}
