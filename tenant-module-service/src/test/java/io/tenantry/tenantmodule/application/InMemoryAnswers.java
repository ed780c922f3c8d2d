package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.Answers;
import io.tenantry.tenantmodule.application.request.Answer;
import io.tenantry.tenantmodule.application.request.Claim;
import io.tenantry.tenantmodule.application.request.KeyedRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers in memory. */
final class InMemoryAnswers implements Answers {

  private static final String PLATFORM = "the platform";

  private final InMemoryTransactions transactions;
  private final Map<List<String>, Kept> kept = new HashMap<>();
  private final Set<List<String>> taken = new HashSet<>();

  InMemoryAnswers(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  int size() {
    return kept.size();
  }

  Claim claim(KeyedRequest request, Instant since) {
    String owner = request.tenant().map(Object::toString).orElse(PLATFORM);
    List<String> id = List.of(owner, request.actor(), request.key());
    if (!taken.add(id)) {
      return new Claim.Taken();
    }
    return Optional.ofNullable(kept.get(id))
        .filter(one -> one.since().isAfter(since))
        .<Claim>map(one -> new Claim.Answered(one.fingerprint(), one.answer()))
        .orElseGet(() -> new Claim.Free(owner));
  }

  void release(KeyedRequest request) {
    taken.removeIf(id -> id.get(2).equals(request.key()));
  }

  @Override
  public Uni<Void> keep(String owner, KeyedRequest request, Answer answer, Instant now) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () ->
                kept.put(
                    List.of(owner, request.actor(), request.key()),
                    new Kept(request.fingerprint(), answer, now)));
  }

  @Override
  public Uni<Void> forget(Instant until) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.platform();
              kept.values().removeIf(one -> !one.since().isAfter(until));
            });
  }

  private record Kept(String fingerprint, Answer answer, Instant since) {}
}
