package io.tenantry.tenantmodule.domain.subscription;

import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  @Test
  void allowsEverythingUntilSomebodyChoosesAPlan() {
    Subscription subscription = Subscription.unrestricted(ACME);

    assertThat(subscription.plan()).isEqualTo("default");
    assertThat(subscription.refusal(CARD, List.of("whatever"))).isEmpty();
  }

  @Test
  void allowsAModuleByName() {
    assertThat(refusal(Set.of("digital_card"), Set.of(), "cards")).isEmpty();
  }

  @Test
  void allowsAModuleWhenItsFeaturesCoverAllThatItRequires() {
    assertThat(refusal(Set.of(), Set.of("cards", "printing", "mail"), "cards", "printing"))
        .isEmpty();
  }

  @Test
  void allowsAModuleThatRequiresNoFeature() {
    assertThat(refusal(Set.of(), Set.of())).isEmpty();
  }

  @Test
  void refusesAModuleAndNamesTheFeaturesThatItLacks() {
    assertThat(refusal(Set.of("other"), Set.of("printing"), "cards", "printing", "mail"))
        .contains(
            "The plan 'basic' of tenant acme does not allow module 'digital_card';"
                + " it lacks cards, mail.");
  }

  private static Optional<String> refusal(
      Set<String> modules, Set<String> features, String... required) {
    return new Subscription(ACME, "basic", false, modules, features)
        .refusal(CARD, Arrays.asList(required));
  }
}
