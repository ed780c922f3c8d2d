package io.tenantry.local.benchmark;

import java.util.List;

/** A way to bring DigitalCard's schema into databases. */
interface Contender {

  String name();

  /** How many it does at the same time. */
  int parallelism();

  /** Does it in databases that it has made before, which is not measured. */
  Figures install(List<String> databases);
}
