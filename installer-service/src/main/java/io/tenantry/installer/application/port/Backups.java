package io.tenantry.installer.application.port;

import io.tenantry.installer.domain.database.DatabaseRef;

/**
 * Copies of a module's data in a tenant's database, made before an upgrade that declares {@code
 * upgrade: offline} and that nothing else takes back.
 *
 * <p>Whoever can make them brings along the step {@code backup}, between the preflight and the
 * first change, which is recorded for such upgrades only:
 *
 * <ul>
 *   <li>Making one is an "ensure" operation: a copy has the name of its job and module, so that
 *       another attempt finds it whole, or makes it anew. It begins with shutting the module's
 *       runtime role out, who may come back when the job has ended.
 *   <li>Putting one back goes before the undo of the tenant migrations is done. Foreign keys of
 *       other modules into the schema are written down before it is replaced, and made again
 *       afterwards; dropping the schema would lose them without a word.
 *   <li>The landlord database is never put back, because other tenants go on writing there.
 * </ul>
 */
public interface Backups {

  /** Whether a copy can be made of what a module has in that database. */
  boolean areMadeOf(DatabaseRef database);
}
