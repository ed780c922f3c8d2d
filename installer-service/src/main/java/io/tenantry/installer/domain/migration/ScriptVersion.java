package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.InvalidValue;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Version of a script as Flyway has it: numbers separated by dots, compared one by one; {@code 1}
 * is {@code 1.0}.
 */
public record ScriptVersion(List<BigInteger> parts) implements Comparable<ScriptVersion> {

  private static final Pattern FORM = Pattern.compile("\\d+([._]\\d+)*");

  public ScriptVersion {
    parts = List.copyOf(parts);
  }

  /** Reads a version such as {@code 1}, {@code 2.1} or {@code 2_1}. */
  public static ScriptVersion of(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new InvalidValue("'%s' is no version of a script".formatted(text));
    }
    return new ScriptVersion(Arrays.stream(text.split("[._]")).map(BigInteger::new).toList());
  }

  @Override
  public int compareTo(ScriptVersion other) {
    int longest = Math.max(parts.size(), other.parts.size());
    for (int i = 0; i < longest; i++) {
      int result = part(i).compareTo(other.part(i));
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScriptVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    int end = parts.size();
    while (end > 0 && parts.get(end - 1).signum() == 0) {
      end--;
    }
    return parts.subList(0, end).hashCode();
  }

  private BigInteger part(int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }

  @Override
  public String toString() {
    return parts.stream().map(BigInteger::toString).collect(Collectors.joining("."));
  }
}
