package io.tenantry.installer.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.config.Settings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Eight connections are room for two at work. */
class ConnectionLimitsTest {

  private final ConnectionLimits limits =
      new ConnectionLimits(Settings.with("servers.main.connections", "8"), Duration.ofMillis(50));
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void whoFindsNoRoomIsToldWhatToSet() throws Exception {
    CompletableFuture<?> first = worker("main");
    CompletableFuture<?> second = worker("main");

    assertThatExceptionOfType(DatabaseUnavailable.class)
        .isThrownBy(() -> limits.work("main", () -> "third"))
        .withMessageContaining("tenantry.installer.servers.main.connections");

    end.countDown();
    CompletableFuture.allOf(first, second).join();
    assertThat(limits.work("main", () -> "third")).isEqualTo("third");
  }

  @Test
  void workWithinWorkNeedsNoMoreRoom() throws Exception {
    CompletableFuture<?> first = worker("main");

    assertThat(limits.work("main", () -> limits.work("main", () -> "inner"))).isEqualTo("inner");

    end.countDown();
    first.join();
  }

  @Test
  void workThatFailsLeavesItsRoom() throws Exception {
    for (int count = 0; count < 3; count++) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  limits.work(
                      "main",
                      () -> {
                        throw new IllegalStateException("no");
                      }));
    }

    assertThat(limits.work("main", () -> "room")).isEqualTo("room");
  }

  /** Works until the end, and has begun when this returns. */
  private CompletableFuture<?> worker(String server) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<?> work =
        CompletableFuture.runAsync(
            () -> {
              try {
                limits.work(
                    server,
                    () -> {
                      begun.countDown();
                      end.await();
                      return "done";
                    });
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            task -> new Thread(task, "worker").start());
    begun.await();
    return work;
  }
}
