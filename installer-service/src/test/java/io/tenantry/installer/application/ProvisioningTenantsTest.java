package io.tenantry.installer.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.Crashes.Crash;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Provisioner.NotProvisioned;
import io.tenantry.installer.domain.Fixtures;
import io.tenantry.installer.domain.database.DatabaseRef;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProvisioningTenantsTest {

  private static final DatabaseRef NEW = new DatabaseRef("main", "tn_new");
  private static final UUID REGISTRATION = UUID.randomUUID();
  private static final Origin ORIGIN =
      new Origin(Optional.of(REGISTRATION), Optional.of("00-trace"));

  private final Installer installer = new Installer();

  @Test
  void aNewTenantGetsADatabaseWhoseNameTellsNothing() {
    register();

    installer.workToTheEnd();

    assertThat(installer.ensured).containsExactly(Fixtures.LANDLORD, NEW);
    assertThat(installer.tasks.databaseNow("globex")).contains(NEW);
    assertThat(installer.told.events).containsExactly("globex has tn_new");
    assertThat(installer.told.origins).containsExactly(ORIGIN);
  }

  @Test
  void aTenantThatIsRegisteredTwiceGetsOneDatabase() {
    register();
    register();
    Installer.done(installer.takeTenant.onRegistered(UUID.randomUUID(), "globex", ORIGIN));

    installer.workToTheEnd();

    assertThat(installer.told.events).containsExactly("globex has tn_new");
  }

  @Test
  void aTenantThatIsRegisteredAgainIsToldAgainWhereItsDatabaseIs() {
    register();
    installer.workToTheEnd();

    registerAgain();

    assertThat(installer.told.events).containsExactly("globex has tn_new", "globex has tn_new");
    assertThat(installer.ensured).containsExactly(Fixtures.LANDLORD, NEW);
  }

  @Test
  void aTenantThatIsRegisteredAgainIsNotToldAgainThatItHasNone() {
    installer.provisioner =
        database -> {
          throw new NotProvisioned("server-open-to-public", "Everybody may connect.");
        };
    register();
    installer.workToTheEnd();

    registerAgain();

    assertThat(installer.told.events).hasSize(1);
  }

  @Test
  void anotherIsolationIsRefusedAtOnce() {
    Installer.done(
        installer.takeTenant.onRegisteredOtherwise(REGISTRATION, "globex", "SCHEMA", ORIGIN));
    Installer.done(
        installer.takeTenant.onRegisteredOtherwise(REGISTRATION, "globex", "SCHEMA", ORIGIN));

    assertThat(installer.told.events)
        .containsExactly(
            "globex has no database: isolation-not-supported,"
                + " Isolation SCHEMA is not supported; DATABASE is.");
    assertThat(installer.work()).isFalse();
  }

  @Test
  void aServerThatIsNotSafeIsTold() {
    installer.provisioner =
        database -> {
          throw new NotProvisioned("server-open-to-public", "Everybody may connect.");
        };
    register();

    installer.workToTheEnd();

    assertThat(installer.told.events)
        .containsExactly("globex has no database: server-open-to-public, Everybody may connect.");
  }

  @Test
  void aServerThatIsAwayIsWaitedForHoweverLong() {
    installer.provisioner =
        database -> {
          throw new DatabaseUnavailable("The server is away.", new Exception("08006"));
        };
    register();
    for (int turn = 0; turn < 3 * Installer.MOST_ATTEMPTS; turn++) {
      installer.work();
    }
    assertThat(installer.told.events).isEmpty();

    installer.provisioner = installer.ensured::add;
    installer.workToTheEnd();

    assertThat(installer.told.events).containsExactly("globex has tn_new");
    assertThat(installer.tasks.pauses).hasSize(3 * Installer.MOST_ATTEMPTS);
  }

  @Test
  void aMistakeInTheInstallerIsNotRepeatedForEver() {
    installer.provisioner =
        database -> {
          throw new IllegalStateException("x");
        };
    register();

    installer.workToTheEnd();

    assertThat(installer.told.events)
        .containsExactly(
            "globex has no database: internal-error, java.lang.IllegalStateException: x");
    assertThat(installer.tasks.pauses).hasSize(Installer.MOST_ATTEMPTS - 1);
  }

  @Test
  void afterACrashTheSameDatabaseIsMade() {
    for (int instant = 1; instant <= 6; instant++) {
      Installer another = new Installer();
      Installer.done(another.takeTenant.onRegistered(REGISTRATION, "globex", ORIGIN));
      another.crashes.at(instant);
      assertThatExceptionOfType(Crash.class).isThrownBy(another::workToTheEnd);
      another.crashes.never();
      another.tasks.letLeasesRunOut();

      another.workToTheEnd();

      assertThat(another.told.events)
          .as("instant %d", instant)
          .containsExactly("globex has tn_new");
      assertThat(another.ensured).containsOnly(Fixtures.LANDLORD, NEW);
    }
  }

  @Test
  void aWorkerThatLostTheTaskTellsNothing() {
    register();
    Claim old = installer.take().orElseThrow();
    installer.tasks.letLeasesRunOut();
    installer.take();

    installer.perform(old);

    assertThat(installer.told.events).isEmpty();
  }

  @Test
  void aWorkerThatLostTheTaskDoesNotTellThatItFailed() {
    installer.provisioner =
        database -> {
          throw new NotProvisioned("server-open-to-public", "Everybody may connect.");
        };
    register();
    Claim old = installer.take().orElseThrow();
    installer.tasks.letLeasesRunOut();
    installer.take();

    installer.perform(old);

    assertThat(installer.told.events).isEmpty();
  }

  private void registerAgain() {
    Installer.done(installer.takeTenant.onRegistered(UUID.randomUUID(), "globex", ORIGIN));
  }

  private void register() {
    Installer.done(installer.takeTenant.onRegistered(REGISTRATION, "globex", ORIGIN));
  }
}
