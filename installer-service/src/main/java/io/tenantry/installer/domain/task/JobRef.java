package io.tenantry.installer.domain.task;

import java.util.UUID;

/** A job that somebody speaks of; the installer need not have seen it. */
public record JobRef(UUID id, String tenantId) {}
