package io.tenantry.installer.adapter.out.work;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tenantry.installer.application.port.Background;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** The pool for blocking work; it comes back to the event loop, where the session may be used. */
@ApplicationScoped
class BlockingPool implements Background {

  @Override
  public <T> Uni<T> run(Supplier<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Context context = Vertx.currentContext();
              return Uni.createFrom()
                  .item(work)
                  .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                  .emitOn(command -> context.runOnContext(ignored -> command.run()));
            });
  }
}
