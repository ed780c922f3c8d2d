package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Repeater.REPLAYED;
import static io.tenantry.tenantmodule.Repeater.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests with an Idempotency-Key that come at once, or whose transaction fails. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class RepeatingAnUnfinishedRequestTest {

  private String tenant;
  private String key;
  private Repeater repeater;

  @BeforeEach
  void aTenantIsReady() {
    repeater = Repeater.of(Partners.ofReadyTenant().tenant());
    tenant = repeater.tenant();
    key = repeater.key();
  }

  @Test
  void oneOfManyAtOnceIsDoneAndTheOthersAreAnsweredAtOnceOrAgain() throws Exception {
    List<Integer> statuses = AtOnce.run(8, () -> repeater.install("mail").statusCode());

    assertThat(statuses).contains(202).containsOnly(202, 409);
    assertThat(repeater.jobs()).isEqualTo(1);
  }

  @Test
  void aRequestThatIsStillRunningIsNotWaitedFor() throws Exception {
    CompletableFuture<Response> first;
    try (Connection blocker = Database.superuser()) {
      blocker.setAutoCommit(false);
      Database.read(blocker, "select id from tenant where id = ? for update", tenant);
      first = CompletableFuture.supplyAsync(() -> repeater.install("mail"));
      await("the first holds the key").atMost(Duration.ofSeconds(10)).until(() -> waiting() == 1);

      assertProblem(repeater.install("mail"), 409, "request-in-progress");

      assertThat(first).isNotDone();
      blocker.rollback();
    }
    assertThat(first.get().statusCode()).isEqualTo(202);
    assertThat(repeater.install("mail").header(REPLAYED)).isEqualTo("true");
  }

  @Test
  void whatIsNotCommittedLeavesNoAnswerBehind() throws Exception {
    failingAtTheCommit(
        "job", () -> assertThat(repeater.install("mail").statusCode()).isEqualTo(500));
    assertThat(repeater.jobs()).isZero();
    assertThat(repeater.answers()).isEmpty();

    assertThat(repeater.install("mail").statusCode()).isEqualTo(202);
  }

  @Test
  void whatCannotBeAnsweredAgainIsNotDone() throws Exception {
    failingAtTheCommit(
        "request_answer", () -> assertThat(repeater.install("mail").statusCode()).isEqualTo(500));

    assertThat(repeater.jobs()).isZero();
    assertThat(Database.auditTrailOf(tenant)).doesNotContain("installation.requested");
  }

  /** Transactions that wait for somebody's lock on a row of a tenant. */
  private static int waiting() throws SQLException {
    return Database.read(
            """
            select pid from pg_locks held where locktype = 'advisory' and granted
              and exists (select from pg_locks w where w.pid = held.pid and not w.granted)
            """)
        .size();
  }

  /** Lets every transaction fail that adds a row for the tenant to the table, as late as can be. */
  private void failingAtTheCommit(String table, Runnable work) throws SQLException {
    String name = "fail_" + key.replace('-', '_');
    Database.change(
        "create function %s() returns trigger language plpgsql as $$ begin raise 'no'; end $$"
            .formatted(name));
    Database.change(
        """
        create constraint trigger %1$s after insert on %2$s deferrable initially deferred
        for each row when (new.tenant_id = '%3$s') execute function %1$s()
        """
            .formatted(name, table, tenant));
    try {
      work.run();
    } finally {
      Database.change("drop trigger %s on %s".formatted(name, table));
      Database.change("drop function " + name);
    }
  }
}
