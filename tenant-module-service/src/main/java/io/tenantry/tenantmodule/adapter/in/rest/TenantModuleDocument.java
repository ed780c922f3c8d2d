package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tenantry.tenantmodule.application.module.TenantModuleView;
import io.tenantry.tenantmodule.domain.module.DataLocation;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.Permission;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A module of a tenant, as clients see it.
 *
 * @param status in the words that users know
 * @param version installed version; absent while there is none
 * @param jobId its running job, or else its last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TenantModuleDocument(
    String tenantId,
    String module,
    String status,
    String version,
    String installedAs,
    String namespace,
    List<Permission> permissions,
    @JsonRawValue String parameters,
    DataLocation location,
    Instant since,
    UUID jobId,
    URI job) {

  static TenantModuleDocument of(TenantModuleView view) {
    Optional<InstalledModule> installed = view.installed();
    return new TenantModuleDocument(
        view.tenantId(),
        view.module(),
        view.status().name(),
        installed.map(InstalledModule::version).orElse(null),
        installed.map(one -> one.installedAs().name()).orElse(null),
        installed.map(InstalledModule::namespace).orElse(null),
        installed.map(InstalledModule::permissions).orElse(null),
        installed.map(InstalledModule::parameters).orElse(null),
        installed.map(InstalledModule::location).orElse(null),
        installed.map(InstalledModule::since).orElse(null),
        view.jobId().orElse(null),
        view.jobId().map(JobDocument::path).orElse(null));
  }
}
