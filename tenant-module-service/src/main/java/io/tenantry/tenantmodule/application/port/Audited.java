package io.tenantry.tenantmodule.application.port;

/** Something was written into an audit trail. */
public record Audited() {}
