package io.tenantry.local.faults;

import java.util.List;

/**
 * A promise that was checked.
 *
 * @param promise such as {@code nothing is lost}
 * @param checked how many things were looked at
 * @param broken what breaks the promise, one line each; empty when it was kept
 */
public record Finding(String promise, int checked, List<String> broken) {

  public Finding {
    broken = List.copyOf(broken);
  }

  public boolean kept() {
    return broken.isEmpty();
  }
}
