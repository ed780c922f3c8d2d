package io.tenantry.tenantmodule.domain.module;

/** A permission that a module brings, with one sentence for people who assign it. */
public record Permission(String name, String description) {}
