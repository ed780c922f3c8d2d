package io.tenantry.tenantmodule.domain.job;

/**
 * How a job is to be done.
 *
 * @param allowPrereleases whether pre-releases will do
 * @param data what becomes of the data of modules that are removed
 * @param removeUnused whether dependencies that nobody needs any more are removed too
 */
public record JobOptions(boolean allowPrereleases, DataChoice data, boolean removeUnused) {

  public static final JobOptions NONE = prereleases(false);

  public static JobOptions prereleases(boolean allowed) {
    return new JobOptions(allowed, DataChoice.KEEP, false);
  }

  public static JobOptions removing(DataChoice data, boolean removeUnused) {
    return new JobOptions(false, data, removeUnused);
  }
}
