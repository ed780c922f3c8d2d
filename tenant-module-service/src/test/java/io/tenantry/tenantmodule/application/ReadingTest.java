package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.CARD;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.audit.AuditCursor;
import io.tenantry.tenantmodule.application.audit.AuditEvent;
import io.tenantry.tenantmodule.application.audit.FindAuditEvents;
import io.tenantry.tenantmodule.application.job.JobProgress;
import io.tenantry.tenantmodule.application.job.JobView;
import io.tenantry.tenantmodule.application.module.FindTenantModules;
import io.tenantry.tenantmodule.application.module.TenantModuleView;
import io.tenantry.tenantmodule.application.port.AuditViews;
import io.tenantry.tenantmodule.application.port.JobViews.Filter;
import io.tenantry.tenantmodule.application.tenant.FindTenants;
import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadingTest {

  private static final TenantId STRANGER = new TenantId("stranger");
  private static final Filter EVERY_JOB =
      new Filter(Optional.empty(), Optional.empty(), Optional.empty());

  private final Service service = new Service();
  private final FindTenants findTenants =
      new FindTenants(service.tenants, service.subscriptions, service.transactions);
  private final FindTenantModules findModules =
      new FindTenantModules(service.modules, service.tenants, service.transactions);

  @Test
  void findsTenants() {
    service.tenants.has(readyTenant());

    assertThat(done(findTenants.one(ACME))).contains(readyTenant());
    assertThat(done(findTenants.one(STRANGER))).isEmpty();
    Page<Tenant> all = done(findTenants.page(Optional.empty(), 10));
    assertThat(all.items()).containsExactly(readyTenant());
  }

  @Test
  void aTenantForWhomNobodyChoseMayHaveEverything() {
    service.tenants.has(readyTenant());

    assertThat(done(findTenants.subscription(ACME))).contains(Subscription.unrestricted(ACME));
  }

  @Test
  void findsTheModulesOfATenant() {
    service.tenants.has(readyTenant());
    service.hasInstalled("digital_card", InstalledAs.REQUESTED);

    assertThat(done(findModules.page(ACME, Optional.empty(), 10)).orElseThrow().items())
        .extracting(TenantModuleView::module)
        .containsExactly("digital_card");
    assertThat(done(findModules.one(ACME, CARD))).isPresent();
    assertThat(done(findModules.one(STRANGER, CARD))).isEmpty();
  }

  @Test
  void aTenantWithoutModulesIsNotATenantThatDoesNotExist() {
    service.tenants.has(readyTenant());

    assertThat(done(findModules.page(ACME, Optional.empty(), 10)).orElseThrow().items()).isEmpty();
    assertThat(done(findModules.page(STRANGER, Optional.empty(), 10))).isEmpty();
  }

  @Test
  void findsTheJobsInOnesScopeAlone() {
    service.tenants.has(readyTenant());
    Job job = service.accepted("digital_card");

    assertThat(jobsIn(Scope.PLATFORM)).containsExactly(job);
    assertThat(jobsIn(Scope.of(ACME))).containsExactly(job);
    assertThat(jobsIn(Scope.of(Set.of("acme", "other")))).containsExactly(job);
    assertThat(jobsIn(Scope.of(STRANGER))).isEmpty();
    assertThat(jobsIn(Scope.of(Set.of()))).isEmpty();
    assertThat(done(service.findJobs.one(Scope.of(ACME), job.id())).map(JobView::job))
        .contains(job);
    assertThat(done(service.findJobs.one(Scope.of(STRANGER), job.id()))).isEmpty();
  }

  @Test
  void aFilterNeverWidensTheScope() {
    Filter ofAcme = new Filter(Optional.of("acme"), Optional.empty(), Optional.empty());

    assertThat(ofAcme.within(Scope.PLATFORM)).isEqualTo(Scope.of(ACME));
    assertThat(ofAcme.within(Scope.of(Set.of("acme", "other")))).isEqualTo(Scope.of(ACME));
    assertThat(ofAcme.within(Scope.of(STRANGER))).isEqualTo(Scope.of(Set.of()));
    assertThat(EVERY_JOB.within(Scope.of(STRANGER))).isEqualTo(Scope.of(STRANGER));
  }

  @Test
  void progressIsHandedOnInTheScopeOfItsTenant() {
    JobProgress progress =
        new JobProgress(
            UUID.randomUUID(),
            ACME,
            1,
            "digital_card",
            "1.0.0",
            "preflight",
            "STARTED",
            10,
            Optional.empty(),
            NOW);

    done(service.noteProgress.on(progress));

    assertThat(service.jobs.progress).containsExactly(progress);
  }

  @Test
  void aRefusedAccessStandsInThePlatformsTrail() {
    NoteRefusedAccess noteRefusedAccess = new NoteRefusedAccess(service.told, service.transactions);

    done(noteRefusedAccess.handle("GET /v1/tenants/acme", Service.USER));

    assertThat(service.told.audit)
        .containsExactly("platform: access.refused GET /v1/tenants/acme NOT_FOUND");
    assertThat(service.told.origins).containsExactly(Service.USER);
  }

  @Test
  void aRefusedRequestStandsInTheTrailOfWhomItConcerns() {
    List<AuditEntry> noted = new ArrayList<>();
    NoteRefusedAccess noteRefusedAccess =
        new NoteRefusedAccess(
            (entry, origin) -> {
              entry.tenant().ifPresent(service.transactions::reads);
              noted.add(entry);
              return Uni.createFrom().voidItem();
            },
            service.transactions);

    done(noteRefusedAccess.handle(Optional.of(ACME), "POST /x", "forbidden", Service.USER));
    done(noteRefusedAccess.handle(Optional.empty(), "POST /y", "bad-request", Service.USER));

    assertThat(noted)
        .containsExactly(
            AuditEntry.of(ACME, "request.refused", "POST /x", "REFUSED forbidden"),
            AuditEntry.ofPlatform("request.refused", "POST /y", "REFUSED bad-request"));
  }

  @Test
  void trailsAreReadInOnesScope() {
    AuditEvent event =
        new AuditEvent(
            "acme", 1, Optional.of(ACME), NOW, "ada", "192.0.2.7", "a", "b", "c", "", "00");
    AuditViews.Filter filter =
        new AuditViews.Filter(
            Optional.of("ada"), Optional.empty(), Optional.empty(), Optional.empty());
    FindAuditEvents find =
        new FindAuditEvents(
            (scope, wanted, below, limit) -> {
              service.transactions.reads(ACME);
              assertThat(wanted).isEqualTo(filter);
              return Uni.createFrom().item(new Page<>(List.of(event), below.map(Object::toString)));
            },
            service.transactions);
    AuditCursor cursor = new AuditCursor(NOW.plusNanos(1_000), 7);

    Page<AuditEvent> page = done(find.page(Scope.of(ACME), filter, Optional.of(cursor), 10));

    assertThat(page.items()).containsExactly(event);
    assertThat(page.next().map(AuditCursor::parse)).contains(cursor);
    assertThatThrownBy(() -> AuditCursor.parse("first")).isInstanceOf(InvalidValue.class);
  }

  @Test
  void whatIsReadDoesNotChangeUnderTheReader() {
    List<String> items = new ArrayList<>(List.of("one"));
    Page<String> page = new Page<>(items, Optional.empty());
    items.add("two");

    assertThat(page.items()).containsExactly("one");
    assertThatThrownBy(() -> page.items().add("two"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private List<Job> jobsIn(Scope scope) {
    return done(service.findJobs.page(scope, EVERY_JOB, Optional.empty(), 10)).items().stream()
        .map(JobView::job)
        .toList();
  }
}
