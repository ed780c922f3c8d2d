package io.tenantry.registry.domain.sql;

/**
 * Something about a statement that its author must know.
 *
 * @param line on which it begins, from 1
 * @param what continues "The statement": what it does wrong, and how to mend it
 */
public record Finding(int line, String what) {}
