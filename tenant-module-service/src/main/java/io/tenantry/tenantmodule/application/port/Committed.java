package io.tenantry.tenantmodule.application.port;

/** A unit of work of this replica that may have changed something has committed. */
public record Committed() {}
