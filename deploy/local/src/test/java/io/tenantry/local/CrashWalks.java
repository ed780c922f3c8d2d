package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.ServiceProcess;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The walks of the three services, at the same time: each starts again while others go on. */
record CrashWalks(List<CrashWalk> walks) implements AutoCloseable {

  static CrashWalks of(Platform platform) {
    List<CompletableFuture<CrashWalk>> begun =
        platform.services().stream().map(CrashWalks::begin).toList();
    return new CrashWalks(begun.stream().map(CompletableFuture::join).toList());
  }

  /** Waits until a service has died at each of these points. */
  void arePast(String... points) {
    for (String point : points) {
      await("a service dies at " + point)
          .atMost(Limits.WALK)
          .until(
              () -> {
                check();
                return walks.stream().allMatch(walk -> !walk.left().contains(point));
              });
    }
  }

  void check() {
    walks.forEach(CrashWalk::check);
  }

  void assertNothingIsLeft() {
    for (CrashWalk walk : walks) {
      assertThat(walk.left()).as("points that nobody came to").isEmpty();
    }
  }

  @Override
  public void close() {
    walks.forEach(CrashWalk::end);
    walks.forEach(CrashWalk::close);
  }

  private static CompletableFuture<CrashWalk> begin(ServiceProcess service) {
    return CompletableFuture.supplyAsync(
        () -> CrashWalk.of(service), work -> new Thread(work).start());
  }
}
