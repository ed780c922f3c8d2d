package io.tenantry.installer.domain.plan;

import io.tenantry.installer.domain.InvalidValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL extension that a module needs in the tenant's database.
 *
 * @param oldest oldest version that will do, such as {@code 1.3}; empty when any will
 */
public record RequiredExtension(String name, Optional<String> oldest) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
  private static final Pattern RANGE = Pattern.compile("\\*|>=([0-9]+(?:\\.[0-9]+){0,3})");
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");

  public RequiredExtension {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidValue("'%s' is no name of an extension".formatted(name));
    }
  }

  /** Takes {@code *}, or {@code >=} and a version. */
  public static RequiredExtension of(String name, String range) {
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches()) {
      throw new InvalidValue(
          "'%s' tells no versions of extension %s; write * or >=1.3".formatted(range, name));
    }
    return new RequiredExtension(name, Optional.ofNullable(matcher.group(1)));
  }

  /**
   * Whether that version will do. PostgreSQL knows no order of versions; what an extension writes
   * after its numbers, as in {@code 3.4.2dev}, does not count.
   */
  public boolean isMetBy(String version) {
    return oldest.map(least -> compare(numbers(version), numbers(least)) >= 0).orElse(true);
  }

  private static List<BigInteger> numbers(String version) {
    Matcher matcher = NUMBERS.matcher(version);
    return matcher.lookingAt()
        ? Stream.of(matcher.group().split("\\.")).map(BigInteger::new).toList()
        : List.of();
  }

  private static int compare(List<BigInteger> left, List<BigInteger> right) {
    for (int place = 0; place < Math.max(left.size(), right.size()); place++) {
      int order = at(left, place).compareTo(at(right, place));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static BigInteger at(List<BigInteger> numbers, int place) {
    return place < numbers.size() ? numbers.get(place) : BigInteger.ZERO;
  }
}
