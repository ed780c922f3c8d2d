package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Does what takes long on a thread that nobody else waits for, and comes back from there. */
public interface Background {

  <T> Uni<T> run(Supplier<T> work);
}
