package io.tenantry.installer.domain.migration;

/** A script that the history of a schema tells about. */
public record AppliedScript(int rank, ScriptVersion version, String script, int checksum) {}
