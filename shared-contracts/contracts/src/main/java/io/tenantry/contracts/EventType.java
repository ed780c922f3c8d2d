package io.tenantry.contracts;

import io.tenantry.contracts.catalogue.ModuleVersionDeprecated;
import io.tenantry.contracts.catalogue.ModuleVersionPublished;
import io.tenantry.contracts.catalogue.ModuleVersionWithdrawn;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobEnded;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobProgressed;
import io.tenantry.contracts.job.JobRejected;
import io.tenantry.contracts.job.JobRequested;
import io.tenantry.contracts.job.JobResolved;
import io.tenantry.contracts.job.JobRollbackFailed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.contracts.job.JobStopRequested;
import io.tenantry.contracts.job.JobUndoRequested;
import io.tenantry.contracts.job.PlanRejected;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.contracts.module.TenantModuleActivated;
import io.tenantry.contracts.module.TenantModuleDeactivated;
import io.tenantry.contracts.module.TenantModuleDeactivating;
import io.tenantry.contracts.module.TenantModuleFailed;
import io.tenantry.contracts.module.TenantModuleUpgraded;
import io.tenantry.contracts.setup.ModuleSetupCompleted;
import io.tenantry.contracts.setup.ModuleSetupFailed;
import io.tenantry.contracts.setup.ModuleSetupRequested;
import io.tenantry.contracts.setup.ModuleSetupUndoFailed;
import io.tenantry.contracts.setup.ModuleSetupUndoRequested;
import io.tenantry.contracts.setup.ModuleSetupUndone;
import io.tenantry.contracts.tenant.KeptDataPurgeRequested;
import io.tenantry.contracts.tenant.KeptDataPurged;
import io.tenantry.contracts.tenant.TenantDatabaseProvisioned;
import io.tenantry.contracts.tenant.TenantProvisioningFailed;
import io.tenantry.contracts.tenant.TenantRegistered;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Every event: its record, the topic it travels on, and its CloudEvents type. */
public enum EventType {
  TENANT_REGISTERED(TenantRegistered.class, Topics.TENANT_MODULE_SAGA),
  JOB_REQUESTED(JobRequested.class, Topics.TENANT_MODULE_SAGA),
  JOB_APPROVED(JobApproved.class, Topics.TENANT_MODULE_SAGA),
  JOB_REJECTED(JobRejected.class, Topics.TENANT_MODULE_SAGA),
  JOB_STOP_REQUESTED(JobStopRequested.class, Topics.TENANT_MODULE_SAGA),
  JOB_UNDO_REQUESTED(JobUndoRequested.class, Topics.TENANT_MODULE_SAGA),
  JOB_RESOLVED(JobResolved.class, Topics.TENANT_MODULE_SAGA),
  JOB_ENDED(JobEnded.class, Topics.TENANT_MODULE_SAGA),
  KEPT_DATA_PURGE_REQUESTED(KeptDataPurgeRequested.class, Topics.TENANT_MODULE_SAGA),

  PLAN_RESERVED(PlanReserved.class, Topics.REGISTRY_SAGA),
  PLAN_REJECTED(PlanRejected.class, Topics.REGISTRY_SAGA),

  TENANT_DATABASE_PROVISIONED(TenantDatabaseProvisioned.class, Topics.INSTALLER_SAGA),
  TENANT_PROVISIONING_FAILED(TenantProvisioningFailed.class, Topics.INSTALLER_SAGA),
  JOB_PROGRESSED(JobProgressed.class, Topics.INSTALLER_SAGA),
  JOB_COMPLETED(JobCompleted.class, Topics.INSTALLER_SAGA),
  JOB_FAILED(JobFailed.class, Topics.INSTALLER_SAGA),
  JOB_ROLLED_BACK(JobRolledBack.class, Topics.INSTALLER_SAGA),
  JOB_ROLLBACK_FAILED(JobRollbackFailed.class, Topics.INSTALLER_SAGA),
  KEPT_DATA_PURGED(KeptDataPurged.class, Topics.INSTALLER_SAGA),

  MODULE_SETUP_REQUESTED(ModuleSetupRequested.class, Topics.PARTICIPANT_REQUESTS),
  MODULE_SETUP_UNDO_REQUESTED(ModuleSetupUndoRequested.class, Topics.PARTICIPANT_REQUESTS),
  MODULE_SETUP_COMPLETED(ModuleSetupCompleted.class, Topics.PARTICIPANT_ANSWERS),
  MODULE_SETUP_FAILED(ModuleSetupFailed.class, Topics.PARTICIPANT_ANSWERS),
  MODULE_SETUP_UNDONE(ModuleSetupUndone.class, Topics.PARTICIPANT_ANSWERS),
  MODULE_SETUP_UNDO_FAILED(ModuleSetupUndoFailed.class, Topics.PARTICIPANT_ANSWERS),

  MODULE_VERSION_PUBLISHED(ModuleVersionPublished.class, Topics.MODULES),
  MODULE_VERSION_DEPRECATED(ModuleVersionDeprecated.class, Topics.MODULES),
  MODULE_VERSION_WITHDRAWN(ModuleVersionWithdrawn.class, Topics.MODULES),
  TENANT_MODULE_ACTIVATED(TenantModuleActivated.class, Topics.TENANT_MODULES),
  TENANT_MODULE_UPGRADED(TenantModuleUpgraded.class, Topics.TENANT_MODULES),
  TENANT_MODULE_DEACTIVATING(TenantModuleDeactivating.class, Topics.TENANT_MODULES),
  TENANT_MODULE_DEACTIVATED(TenantModuleDeactivated.class, Topics.TENANT_MODULES),
  TENANT_MODULE_FAILED(TenantModuleFailed.class, Topics.TENANT_MODULES);

  private static final SpecificData MODEL = new SpecificData(EventType.class.getClassLoader());
  private static final String PREFIX = "io.tenantry.";
  private static final Map<String, EventType> BY_TYPE_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::typeName, Function.identity()));
  private static final Map<Class<?>, EventType> BY_RECORD =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::record, Function.identity()));

  static {
    MODEL.addLogicalTypeConversion(new Conversions.UUIDConversion());
    MODEL.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
  }

  private final Class<? extends SpecificRecord> record;
  private final String topic;

  EventType(Class<? extends SpecificRecord> record, String topic) {
    this.record = record;
    this.topic = topic;
  }

  /** CloudEvents {@code type}, such as {@code io.tenantry.JobRequested}. */
  public String typeName() {
    return PREFIX + record.getSimpleName();
  }

  public String topic() {
    return topic;
  }

  public Class<? extends SpecificRecord> record() {
    return record;
  }

  public Schema schema() {
    return MODEL.getSchema(record);
  }

  /** The event with that CloudEvents type; empty when this version of the contracts has none. */
  public static Optional<EventType> named(String typeName) {
    return Optional.ofNullable(BY_TYPE_NAME.get(typeName));
  }

  /** The event whose schema has that full name. */
  public static Optional<EventType> withSchema(String fullName) {
    return Arrays.stream(values())
        .filter(type -> type.record.getName().equals(fullName))
        .findFirst();
  }

  /** Avro's view of the records, with the class loader that they have themselves. */
  public static SpecificData model() {
    return MODEL;
  }

  /**
   * The event whose record this is.
   *
   * @throws IllegalArgumentException if the class is no event's record
   */
  public static EventType of(Class<? extends SpecificRecord> record) {
    EventType type = BY_RECORD.get(record);
    if (type == null) {
      throw new IllegalArgumentException(record.getName() + " is not the record of an event");
    }
    return type;
  }
}
