package io.tenantry.testkit.simulation;

/**
 * Something that can happen next.
 *
 * @param weight how likely it is, compared with the others
 */
public record Move(String name, int weight, Runnable action) {}
