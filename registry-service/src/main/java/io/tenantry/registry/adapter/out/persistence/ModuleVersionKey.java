package io.tenantry.registry.adapter.out.persistence;

import java.io.Serializable;

/** Primary key of a module version. */
record ModuleVersionKey(String name, String version) implements Serializable {}
