package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.module.TenantModuleView;
import io.tenantry.tenantmodule.application.port.TenantModuleViews;
import io.tenantry.tenantmodule.domain.catalogue.AvailableModule.Presence;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.module.ModuleStatus;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads tenants' modules in two statements, one for the last jobs and one for what is there. */
@ApplicationScoped
class StoredTenantModuleViews implements TenantModuleViews {

  /** The newest job for each of some modules. */
  private static final String NEWEST_JOBS =
      """
      select name, j.id, j.kind, j.state
      from (%s) as names
      left join lateral (
        select id, kind, state from job
        where tenant_id = :tenant and module = name
        order by number desc limit 1) as j on true
      """;

  /**
   * Modules that are installed or were ever asked for. A tenant has many more jobs than modules:
   * their names are looked up in the index one after the other.
   */
  private static final String PAGE =
      NEWEST_JOBS.formatted(
              """
          with recursive asked (module) as (
            (select module from job where tenant_id = :tenant and module > :after
              order by module limit 1)
            union all
            select (select module from job where tenant_id = :tenant and module > asked.module
              order by module limit 1)
            from asked where asked.module is not null)
          (select module as name from tenant_module where tenant_id = :tenant and module > :after
            order by module limit :limit)
          union
          select module from asked where module is not null
          order by name limit :limit
          """)
          + " order by name";

  private static final String ONE =
      NEWEST_JOBS.formatted("select cast(:only as text) as name")
          + """
           where j.id is not null or exists (
            select from tenant_module where tenant_id = :tenant and module = name)
          """;

  private static final String PRESENCE =
      """
      select wanted.name, m.version,
        exists (select from job where tenant_id = :tenant and module = wanted.name
          and state not in ('SUCCEEDED', 'FAILED'))
      from unnest(string_to_array(:modules, ',')) as wanted (name)
      left join tenant_module m on m.tenant_id = :tenant and m.module = wanted.name
      """;

  private static final String FROM_THE_START = "";

  @Override
  public Uni<Page<TenantModuleView>> modules(TenantId tenant, Optional<String> after, int limit) {
    return newestJobs(
            tenant, PAGE, Map.of("after", after.orElse(FROM_THE_START), "limit", limit + 1))
        .chain(
            jobs -> installed(tenant, jobs).map(installed -> page(tenant, jobs, installed, limit)));
  }

  @Override
  public Uni<Optional<TenantModuleView>> module(TenantId tenant, ModuleName module) {
    return newestJobs(tenant, ONE, Map.of("only", module.value()))
        .chain(
            jobs ->
                installed(tenant, jobs)
                    .map(installed -> views(tenant, jobs, installed).findFirst()));
  }

  @Override
  public Uni<Map<ModuleName, Presence>> presence(TenantId tenant, List<ModuleName> modules) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(PRESENCE, Tuple.class)
                    .setParameter("tenant", tenant.value())
                    .setParameter(
                        "modules",
                        modules.stream().map(ModuleName::value).collect(Collectors.joining(",")))
                    .getResultList())
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> new ModuleName(row.get(0, String.class)),
                            StoredTenantModuleViews::presence)));
  }

  private static Presence presence(Tuple row) {
    return new Presence(Optional.ofNullable(row.get(1, String.class)), row.get(2, Boolean.class));
  }

  private static Uni<List<NewestJob>> newestJobs(
      TenantId tenant, String sql, Map<String, Object> parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var query =
                  session
                      .createNativeQuery(sql, Tuple.class)
                      .setParameter("tenant", tenant.value());
              parameters.forEach(query::setParameter);
              return query.getResultList();
            })
        .map(rows -> rows.stream().map(NewestJob::of).toList());
  }

  private static Uni<Map<String, TenantModuleEntity>> installed(
      TenantId tenant, List<NewestJob> jobs) {
    if (jobs.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Panache.getSession()
        .chain(session -> installed(session, tenant, jobs))
        .map(
            entities ->
                entities.stream()
                    .collect(Collectors.toMap(entity -> entity.module, Function.identity())));
  }

  private static Uni<List<TenantModuleEntity>> installed(
      Mutiny.Session session, TenantId tenant, List<NewestJob> jobs) {
    return session
        .createQuery(
            "from TenantModuleEntity where tenantId = :tenant and module in :modules",
            TenantModuleEntity.class)
        .setParameter("tenant", tenant.value())
        .setParameter("modules", jobs.stream().map(NewestJob::module).toList())
        .getResultList();
  }

  private static Page<TenantModuleView> page(
      TenantId tenant, List<NewestJob> jobs, Map<String, TenantModuleEntity> installed, int limit) {
    List<NewestJob> shown = jobs.subList(0, Math.min(limit, jobs.size()));
    return new Page<>(
        views(tenant, shown, installed).toList(),
        jobs.size() > limit ? Optional.of(shown.get(limit - 1).module()) : Optional.empty());
  }

  private static Stream<TenantModuleView> views(
      TenantId tenant, List<NewestJob> jobs, Map<String, TenantModuleEntity> installed) {
    return jobs.stream()
        .map(job -> view(tenant, job, Optional.ofNullable(installed.get(job.module()))))
        .flatMap(Optional::stream);
  }

  private static Optional<TenantModuleView> view(
      TenantId tenant, NewestJob job, Optional<TenantModuleEntity> installed) {
    return ModuleStatus.of(installed.isPresent(), job.kind(), job.state())
        .map(
            status ->
                new TenantModuleView(
                    tenant.value(),
                    job.module(),
                    status,
                    installed.map(StoredTenantModules::toDomain),
                    job.id()));
  }

  /** A module's name and the job that was asked for last, if any was. */
  private record NewestJob(
      String module, Optional<UUID> id, Optional<JobKind> kind, Optional<JobState> state) {

    static NewestJob of(Tuple row) {
      return new NewestJob(
          row.get(0, String.class),
          Optional.ofNullable(row.get(1, UUID.class)),
          Optional.ofNullable(row.get(2, String.class)).map(JobKind::valueOf),
          Optional.ofNullable(row.get(3, String.class)).map(JobState::valueOf));
    }
  }
}
