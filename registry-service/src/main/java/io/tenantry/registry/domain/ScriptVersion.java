package io.tenantry.registry.domain;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Version of a migration, such as {@code 2.1}; parts are compared as numbers and {@code 2} is
 * {@code 2.0}, as Flyway has it.
 */
public record ScriptVersion(List<BigInteger> parts) implements Comparable<ScriptVersion> {

  public ScriptVersion {
    parts = List.copyOf(parts);
  }

  static ScriptVersion of(String text) {
    List<BigInteger> parts =
        Arrays.stream(text.split("[._]")).map(BigInteger::new).collect(Collectors.toList());
    while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
      parts.remove(parts.size() - 1);
    }
    return new ScriptVersion(parts);
  }

  /** The part before the first dot. */
  BigInteger major() {
    return parts.get(0);
  }

  @Override
  public int compareTo(ScriptVersion other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int result = part(i).compareTo(other.part(i));
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  private BigInteger part(int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }

  @Override
  public String toString() {
    return parts.stream().map(BigInteger::toString).collect(Collectors.joining("."));
  }
}
