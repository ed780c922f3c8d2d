package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.request.Answer;
import io.tenantry.tenantmodule.application.request.KeyedRequest;
import java.time.Instant;

/** Answers to requests that may be repeated; claimed by {@link UnitOfWork#claiming}. */
public interface Answers {

  /** Keeps the answer to a request whose key is claimed; one that is out of date is replaced. */
  Uni<Void> keep(String owner, KeyedRequest request, Answer answer, Instant now);

  /** Removes the answers that are as old as that, or older. */
  Uni<Void> forget(Instant until);
}
