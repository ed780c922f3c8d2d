package io.tenantry.testkit.infrastructure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What a database administrator prepares once: a database with three roles for each service, the
 * landlord database, and the role that provisions tenants. No service is ever given the superuser.
 *
 * <ul>
 *   <li>{@code tenantry_<service>_owner} owns the database and migrates it;
 *   <li>{@code tenantry_<service>_app} is what the service works with;
 *   <li>{@code tenantry_<service>_relay} sends the outbox and finds what is overdue;
 *   <li>{@code tenantry_provisioner} may create databases and roles, and is no superuser.
 * </ul>
 */
public final class PlatformDatabases {

  /** Password of every role made here; these servers listen on the loopback interface only. */
  public static final String PASSWORD = "tenantry-local";

  public static final String PROVISIONER = "tenantry_provisioner";
  public static final String LANDLORD = "landlord";

  /** Of the schema registry, which has to remember the ids that it gave away. */
  public static final String SCHEMA_REGISTRY = "schema_registry";

  public static final List<String> SERVICES = List.of("registry", "tenant_module", "installer");

  private PlatformDatabases() {}

  /** Creates what is missing; interrupted, it can be run again. */
  public static void createIn(PostgresServer server) {
    try (Connection connection = server.superuser("postgres");
        Statement statement = connection.createStatement()) {
      Administration admin = new Administration(statement);
      admin.run("revoke connect, create on database postgres, template1 from public");
      for (String service : SERVICES) {
        createService(admin, "tenantry_" + service);
      }
      createLandlord(admin);
      admin.database(SCHEMA_REGISTRY, PostgresServer.SUPERUSER);
    } catch (SQLException e) {
      throw new IllegalStateException("the platform's databases could not be created", e);
    }
  }

  private static void createService(Administration admin, String database) throws SQLException {
    String owner = database + "_owner";
    String app = database + "_app";
    String relay = database + "_relay";
    for (String role : List.of(owner, app, relay)) {
      admin.role(role, "login password '" + PASSWORD + "'");
    }
    admin.database(database, owner);
    admin.run("grant connect on database %s to %s, %s".formatted(database, app, relay));
  }

  private static void createLandlord(Administration admin) throws SQLException {
    admin.role(PROVISIONER, "login createdb createrole password '" + PASSWORD + "'");
    admin.role("landlord_owner", "nologin");
    admin.role("landlord_connect", "nologin");
    admin.run("grant landlord_owner to " + PROVISIONER);
    admin.run("grant landlord_connect to " + PROVISIONER + " with admin option");
    admin.run("grant connect on database postgres to " + PROVISIONER);
    admin.database(LANDLORD, "landlord_owner");
    admin.run("grant connect on database landlord to landlord_connect");
  }

  /** The few statements above, each only when its object is missing. */
  private record Administration(Statement statement) {

    void run(String sql) throws SQLException {
      statement.execute(sql);
    }

    void role(String name, String attributes) throws SQLException {
      if (!exists("select 1 from pg_roles where rolname = '%s'".formatted(name))) {
        run("create role %s %s".formatted(name, attributes));
      }
    }

    void database(String name, String owner) throws SQLException {
      if (!exists("select 1 from pg_database where datname = '%s'".formatted(name))) {
        run("create database %s owner %s template template0".formatted(name, owner));
      }
      run("revoke connect, create on database %s from public".formatted(name));
    }

    private boolean exists(String query) throws SQLException {
      try (ResultSet rows = statement.executeQuery(query)) {
        return rows.next();
      }
    }
  }
}
