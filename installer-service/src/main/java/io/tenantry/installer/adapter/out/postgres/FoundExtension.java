package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.RequiredExtension;
import java.util.Optional;
import java.util.Set;

/**
 * An extension that a module needs, or that such an extension needs.
 *
 * @param root the one that the module needs
 * @param offered version that the server would make
 * @param superusers whether a superuser has to make it
 * @param there version that is in the database
 * @param movable whether what is there can go to another schema
 * @param home schema of what is there
 */
record FoundExtension(
    String root,
    String name,
    Optional<String> offered,
    boolean superusers,
    Optional<String> there,
    boolean movable,
    Optional<String> home) {

  private static final Set<String> ON_THE_PATH = Set.of("public", "pg_catalog");

  /** Why the module cannot have it, and what an operator does about that, in a sentence. */
  Optional<String> obstacle(DatabaseRef database, RequiredExtension required) {
    return there.isPresent()
        ? obstacleOfThere(database, required)
        : obstacleOfMaking(database, required);
  }

  private Optional<String> obstacleOfThere(DatabaseRef database, RequiredExtension required) {
    if (isTooOld(required, there)) {
      return Optional.of(
          "Database %s on server %s has extension %s %s, and the module needs %s or later. As its owner, run there: ALTER EXTENSION %s UPDATE;"
              .formatted(
                  database.name(),
                  database.server(),
                  name,
                  there.get(),
                  required.oldest().orElseThrow(),
                  Sql.identifier(name)));
    }
    return home.filter(schema -> movable && !ON_THE_PATH.contains(schema))
        .map(
            schema ->
                "Extension %s lies in schema %s of database %s on server %s, where modules do not look. As its owner, run there: ALTER EXTENSION %s SET SCHEMA public;"
                    .formatted(
                        name, schema, database.name(), database.server(), Sql.identifier(name)));
  }

  private Optional<String> obstacleOfMaking(DatabaseRef database, RequiredExtension required) {
    if (offered.isEmpty()) {
      return Optional.of(
          "Server %s does not offer extension %s%s. Install its files there."
              .formatted(
                  database.server(),
                  name,
                  name.equals(root) ? "" : ", which %s needs".formatted(root)));
    }
    if (isTooOld(required, offered)) {
      return Optional.of(
          "Server %s offers extension %s %s, and the module needs %s or later. Update its files there."
              .formatted(database.server(), name, offered.get(), required.oldest().orElseThrow()));
    }
    return superusers
        ? Optional.of(
            "Extension %s can be made by a superuser only. As one, run in database %s on server %s: CREATE EXTENSION %s;"
                .formatted(name, database.name(), database.server(), Sql.identifier(name)))
        : Optional.empty();
  }

  private boolean isTooOld(RequiredExtension required, Optional<String> version) {
    return name.equals(root) && !required.isMetBy(version.orElseThrow());
  }
}
