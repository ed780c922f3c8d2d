package io.tenantry.registry.application;

import java.util.Optional;

/**
 * A module in a list.
 *
 * @param latest newest published version; empty while there are drafts only
 * @param versions number of registered versions
 */
public record ModuleView(
    String name, String title, String description, Optional<String> latest, int versions) {}
