package io.tenantry.registry.domain.resolution;

/**
 * Something that would help.
 *
 * @param enough whether it was tried and a plan was found
 */
public record Remedy(String sentence, boolean enough) {}
