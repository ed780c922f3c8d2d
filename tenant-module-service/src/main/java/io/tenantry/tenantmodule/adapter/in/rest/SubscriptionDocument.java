package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a tenant has subscribed to.
 *
 * @param plan name of the plan, for people
 * @param everything whether every module is allowed
 * @param modules modules that are allowed by name
 * @param features features that are allowed; a module is when they cover all that it requires
 * @param maxModules how many modules the tenant may have at the same time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubscriptionDocument(
    @NotBlank @Size(max = 100) @WithoutNul @Schema(examples = "basic") String plan,
    @NotNull Boolean everything,
    @Size(max = 1000) Set<@NotBlank @WithoutNul String> modules,
    @Size(max = 1000) Set<@NotBlank @WithoutNul String> features,
    @PositiveOrZero Integer maxModules) {

  static SubscriptionDocument of(Subscription subscription) {
    return new SubscriptionDocument(
        subscription.plan(),
        subscription.everything(),
        new TreeSet<>(subscription.modules()),
        new TreeSet<>(subscription.features()),
        subscription.maxModules().orElse(null));
  }

  Subscription toDomain(TenantId tenant) {
    return new Subscription(
        tenant,
        plan,
        everything,
        Optional.ofNullable(modules).orElse(Set.of()),
        Optional.ofNullable(features).orElse(Set.of()),
        Optional.ofNullable(maxModules));
  }
}
