package io.tenantry.tenantmodule.adapter.out.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Allowed;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Refused;
import java.util.List;
import java.util.Optional;

/** What the subscription service answers; it may say more than is understood. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AnswerDocument(Boolean allowed, List<String> reasons) {

  SubscriptionAnswer toDomain() {
    if (allowed == null) {
      throw new ServiceFailure("The subscription service does not say whether it allows it.", null);
    }
    return allowed ? new Allowed() : new Refused(said());
  }

  private String said() {
    return Optional.ofNullable(reasons)
        .filter(some -> !some.isEmpty())
        .map(some -> String.join(" ", some))
        .orElse("The subscription does not allow it.");
  }
}
