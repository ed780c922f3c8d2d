package io.tenantry.installer.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.Leases;
import jakarta.enterprise.context.ApplicationScoped;

/** Leases of tasks in PostgreSQL. The next worker has a higher fence, whoever it is. */
@ApplicationScoped
class StoredLeases implements Leases {

  private static final String FREE =
      """
      update task set lease_until = null, worker = null
      where worker = :worker and state in ('RUNNING', 'UNDOING')
      """;

  @Override
  public Uni<Void> freeThoseOf(String worker) {
    return Panache.getSession()
        .chain(
            session ->
                session.createNativeQuery(FREE).setParameter("worker", worker).executeUpdate())
        .replaceWithVoid();
  }
}
