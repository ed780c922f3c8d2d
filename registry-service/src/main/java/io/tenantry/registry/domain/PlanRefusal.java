package io.tenantry.registry.domain;

/** There is no plan, with a stable code and sentences that say why and what would help. */
public record PlanRefusal(String code, String explanation) {}
