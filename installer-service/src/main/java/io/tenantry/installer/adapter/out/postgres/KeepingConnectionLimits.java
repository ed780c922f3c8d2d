package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.database.DatabaseRef;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;
import java.util.Optional;

/** Finds the server that a call is about. */
@WorksOnServer
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class KeepingConnectionLimits {

  private final ConnectionLimits limits;

  KeepingConnectionLimits(ConnectionLimits limits) {
    this.limits = limits;
  }

  @AroundInvoke
  Object keep(InvocationContext call) throws Exception {
    Optional<String> server = serverOf(call.getParameters());
    return server.isPresent() ? limits.work(server.get(), call::proceed) : call.proceed();
  }

  private static Optional<String> serverOf(Object... parameters) {
    return Arrays.stream(parameters)
        .map(one -> one instanceof Run run ? run.database() : one)
        .filter(DatabaseRef.class::isInstance)
        .map(one -> ((DatabaseRef) one).server())
        .findFirst();
  }
}
