package io.tenantry.installer.config;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.database.DatabaseRef;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stops the start when settings contradict each other, before anything works with them. */
@ApplicationScoped
class SettingsCheck {

  private static final String PREFIX = "tenantry.installer.";

  private final InstallerSettings settings;

  SettingsCheck(InstallerSettings settings) {
    this.settings = settings;
  }

  void check(@Observes @Priority(1) StartupEvent starting) {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join(" ", problems));
    }
  }

  /** A sentence for each setting that is wrong. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    addUnknownServer(problems, "tenant-server", settings.tenantServer());
    addUnknownServer(problems, "landlord.server", settings.landlord().server());
    addLandlord(problems);
    addRegistry(problems);
    addWorkers(problems);
    if (settings.packages().maxUnpackedSize().asLongValue() <= 0) {
      problems.add("%spackages.max-unpacked-size has to be more than 0.".formatted(PREFIX));
    }
    addSpaces(problems);
    durations().entrySet().stream()
        .filter(setting -> setting.getValue().isZero() || setting.getValue().isNegative())
        .map(setting -> "%s%s has to be longer than nothing.".formatted(PREFIX, setting.getKey()))
        .forEach(problems::add);
    return problems;
  }

  private void addWorkers(List<String> problems) {
    InstallerSettings.Workers workers = settings.workers();
    if (workers.heartbeat().multipliedBy(2).compareTo(workers.lease()) > 0) {
      problems.add(
          "%1$sworkers.heartbeat has to be at most half of %1$sworkers.lease.".formatted(PREFIX));
    }
  }

  private void addSpaces(List<String> problems) {
    settings
        .servers()
        .forEach(
            (name, server) -> {
              if (server.space().filter(space -> space.asLongValue() <= 0).isPresent()) {
                problems.add("%sservers.%s.space has to be more than 0.".formatted(PREFIX, name));
              }
            });
  }

  private void addUnknownServer(List<String> problems, String name, String server) {
    if (!settings.servers().containsKey(server)) {
      problems.add(
          "%1$s%2$s is '%3$s', but there is no %1$sservers.%3$s.host."
              .formatted(PREFIX, name, server));
    }
  }

  private void addLandlord(List<String> problems) {
    try {
      new DatabaseRef(settings.landlord().server(), settings.landlord().database());
    } catch (InvalidValue e) {
      problems.add("%slandlord.database: %s.".formatted(PREFIX, e.getMessage()));
    }
  }

  private void addRegistry(List<String> problems) {
    String url = settings.registry().url();
    try {
      URI address = URI.create(url);
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return;
      }
    } catch (IllegalArgumentException e) {
      problems.add("%sregistry.url: %s.".formatted(PREFIX, e.getMessage()));
      return;
    }
    problems.add("%sregistry.url is '%s', which is no http address.".formatted(PREFIX, url));
  }

  private Map<String, Duration> durations() {
    Map<String, Duration> durations = new LinkedHashMap<>();
    durations.put("migrations.lock-timeout", settings.migrations().lockTimeout());
    durations.put("migrations.statement-timeout", settings.migrations().statementTimeout());
    durations.put("migrations.run-timeout", settings.migrations().runTimeout());
    durations.put("workers.lease", settings.workers().lease());
    durations.put("workers.heartbeat", settings.workers().heartbeat());
    durations.put("workers.time-to-stop", settings.workers().timeToStop());
    durations.put("workers.longest-pause", settings.workers().longestPause());
    durations.put("workers.poll-interval", settings.workers().pollInterval());
    durations.put("workers.idle-interval", settings.workers().idleInterval());
    return durations;
  }
}
