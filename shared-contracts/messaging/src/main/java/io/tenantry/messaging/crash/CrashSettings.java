package io.tenantry.messaging.crash;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** For tests only. */
@ConfigMapping(prefix = "tenantry.crash")
public interface CrashSettings {

  /** Names of crash points; the process kills itself at the first of them that it reaches. */
  Optional<Set<String>> at();
}
