package io.tenantry.local.faults;

import java.time.Duration;

/**
 * What a fault run does.
 *
 * @param tenants each with an installation, and half of them with an upgrade after it
 * @param seed of the order and the times of the kills
 * @param killEvery time between two kills
 * @param customers how many tenants are served at the same time
 * @param limit after which nothing is killed any more, whether all jobs have ended or not
 * @param settling how long jobs may take after the last restart
 */
public record FaultPlan(
    int tenants,
    long seed,
    KillInterval killEvery,
    int customers,
    Duration limit,
    Duration settling) {}
