package io.tenantry.tenantmodule.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Says at the start whose tokens are good; without that there is no start. */
@ApplicationScoped
class AcceptedTokens {

  private static final Logger LOG = Logger.getLogger(AcceptedTokens.class);

  void tell(@Observes StartupEvent started, AuthSettings settings) {
    LOG.infof("tokens of %s are good, keys from %s", settings.issuer(), settings.jwksLocation());
  }
}
