package io.tenantry.registry.domain;

/** A file of a package; its content is UTF-8 text. */
public record PackageFile(String path, String content) {}
