package io.tenantry.tenantmodule.adapter.in.rest;

import io.tenantry.tenantmodule.application.job.JobCommand;
import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.DataChoice;
import io.tenantry.tenantmodule.domain.job.JobOptions;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;

/**
 * Remove a module.
 *
 * @param data {@code keep} or {@code purge}
 * @param removeUnused {@code true} or {@code false}
 */
record UninstallQuery(String data, String removeUnused) {

  static final String KEEP = "keep";
  static final String PURGE = "purge";

  JobCommand toCommand(TenantId tenant, String module) {
    return JobCommand.uninstall(
        tenant, new ModuleName(module), JobOptions.removing(choice(), isUnusedRemoved()));
  }

  static String text(DataChoice choice) {
    return switch (choice) {
      case KEEP -> KEEP;
      case PURGE -> PURGE;
    };
  }

  private DataChoice choice() {
    return switch (data) {
      case KEEP -> DataChoice.KEEP;
      case PURGE -> DataChoice.PURGE;
      default -> throw new InvalidValue("data is keep or purge, not '" + data + "'");
    };
  }

  private boolean isUnusedRemoved() {
    return switch (removeUnused) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InvalidValue("removeUnused is true or false, not '" + removeUnused + "'");
    };
  }
}
