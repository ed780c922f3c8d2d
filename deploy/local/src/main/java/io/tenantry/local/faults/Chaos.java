package io.tenantry.local.faults;

import io.tenantry.local.platform.CannotStart;
import io.tenantry.local.platform.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills one service after the other with SIGKILL and starts it again at once, as a supervisor
 * would; also one that ended by itself. The seed decides which, and when.
 */
final class Chaos implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final List<ServiceProcess> services;
  private final KillInterval killEvery;
  private final Random random;
  private final Map<String, Integer> kills = new TreeMap<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "chaos");
  private int revivals;

  Chaos(List<ServiceProcess> services, KillInterval killEvery, long seed) {
    this.services = services;
    this.killEvery = killEvery;
    this.random = new Random(seed);
    services.forEach(service -> kills.put(service.name(), 0));
  }

  void begin() {
    thread.start();
  }

  /** Kills nothing any more, and answers when every service is ready. */
  @Override
  public void close() {
    ending.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    revive();
    services.forEach(ServiceProcess::awaitReady);
  }

  /** How often each service was killed; complete after the end. */
  Map<String, Integer> kills() {
    return Map.copyOf(kills);
  }

  /** How often a service was started because it had ended by itself; complete after the end. */
  int revivals() {
    return revivals;
  }

  private void run() {
    while (!endsWithin(killEvery.next(random))) {
      ServiceProcess victim = services.get(random.nextInt(services.size()));
      if (victim.process().isAlive()) {
        victim.process().kill();
        kills.merge(victim.name(), 1, Integer::sum);
      }
      launch(victim);
    }
  }

  private boolean endsWithin(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (ending.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
          return true;
        }
        revive();
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void revive() {
    for (ServiceProcess service : services) {
      if (!service.process().isAlive() && launch(service)) {
        revivals++;
      }
    }
  }

  /** Another program may have the port for a moment; then the next look starts the service. */
  private static boolean launch(ServiceProcess service) {
    try {
      service.launch();
      return true;
    } catch (CannotStart portIsTaken) {
      return false;
    }
  }
}
