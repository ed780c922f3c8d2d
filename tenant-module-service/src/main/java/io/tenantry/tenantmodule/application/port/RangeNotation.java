package io.tenantry.tenantmodule.application.port;

/** Knows npm's notation of version ranges. */
public interface RangeNotation {

  /**
   * Lets a range such as {@code ^1.2 || 3.x} pass.
   *
   * @throws io.tenantry.tenantmodule.domain.InvalidValue if it is none
   */
  void check(String text);
}
