package io.tenantry.installer.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.installer.PackageServer;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.DatabaseChecks.Promised;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The adapters keep the limits. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class WaitingForRoomTest {

  private static final DatabaseRef LANDLORD = new DatabaseRef("main", "landlord");

  @Inject ConnectionLimits limits;
  @Inject DatabaseChecks checks;
  @Inject InstallerSettings settings;

  @Test
  void whoComesToAFullServerWaits() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<CompletableFuture<?>> others = fill(end);

    CompletableFuture<?> looking =
        inBackground(
            () ->
                checks.deviations(
                    LANDLORD,
                    new ModuleName("absent"),
                    new Promised(Grants.NONE, false, List.of())));

    assertThat(looking)
        .as("it would be over by now if it did not wait")
        .failsWithin(500, TimeUnit.MILLISECONDS)
        .withThrowableOfType(java.util.concurrent.TimeoutException.class);
    end.countDown();
    looking.get(20, TimeUnit.SECONDS);
    CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
  }

  private List<CompletableFuture<?>> fill(CountDownLatch end) throws InterruptedException {
    int room = settings.servers().get("main").connections() / ConnectionLimits.CONNECTIONS_AT_WORK;
    CountDownLatch begun = new CountDownLatch(room);
    List<CompletableFuture<?>> others = new ArrayList<>();
    for (int count = 0; count < room; count++) {
      others.add(
          inBackground(
              () ->
                  limits.work(
                      "main",
                      () -> {
                        begun.countDown();
                        end.await();
                        return "done";
                      })));
    }
    begun.await();
    return others;
  }

  private static CompletableFuture<?> inBackground(Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task, "work").start());
  }

  private interface Work {

    void run() throws Exception;
  }
}
