package io.tenantry.installer.domain.kept;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.ModuleName;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a removed module leaves in its tenant's database: its schema and the role that owns what is
 * in it, both under names that stand in nobody's way.
 */
public record KeptData(UUID id, ModuleName module) {

  /** Names of modules begin with a letter, so none of their schemas is called like this. */
  private static final String SCHEMA = "_kept_%016x_%s";

  private static final String ROLE = "%s_k_%016x";

  /** What the job leaves when it removes the module; the same for every attempt. */
  public static KeptData leftBy(UUID jobId, ModuleName module) {
    String name = "kept data of " + module + " by " + jobId;
    return new KeptData(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), module);
  }

  /** Name of the schema; as long as PostgreSQL lets a name be, at the longest. */
  public String schema() {
    return SCHEMA.formatted(id.getMostSignificantBits(), module);
  }

  /** Name of the role that the module's role has meanwhile. */
  public String role(DatabaseRef database) {
    return ROLE.formatted(database.name(), id.getMostSignificantBits());
  }
}
