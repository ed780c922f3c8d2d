package io.tenantry.registry.adapter.in.rest;

/**
 * Why something is done.
 *
 * @param reason for people; 500 characters at most
 */
record ReasonDocument(String reason) {}
