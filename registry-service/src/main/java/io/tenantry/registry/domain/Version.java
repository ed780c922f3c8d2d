package io.tenantry.registry.domain;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version without build metadata, ordered by precedence.
 *
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
public record Version(int major, int minor, int patch, List<String> prerelease)
    implements Comparable<Version> {

  private static final String NUMBER = "(0|[1-9]\\d{0,8})";
  private static final String IDENTIFIER = "(?:0|[1-9]\\d{0,17}|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-("
              + IDENTIFIER
              + "(?:\\."
              + IDENTIFIER
              + ")*))?");
  private static final int LONGEST = 64;

  public Version {
    prerelease = List.copyOf(prerelease);
  }

  /**
   * Reads a version such as {@code 1.4.0} or {@code 2.0.0-rc.1}.
   *
   * @throws InvalidValue if it is none, carries build metadata, or is longer than 64 characters
   */
  public static Version of(String text) {
    Matcher parts = FORM.matcher(text);
    if (text.length() > LONGEST || !parts.matches()) {
      throw new InvalidValue(
          "'%s' is no version: three numbers and perhaps a pre-release, such as 1.4.0 or 2.0.0-rc.1"
              .formatted(text));
    }
    return new Version(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        parts.group(4) == null ? List.of() : List.of(parts.group(4).split("\\.")));
  }

  public boolean isPrerelease() {
    return !prerelease.isEmpty();
  }

  @Override
  public int compareTo(Version other) {
    int numbers = compareNumbers(other);
    if (numbers != 0 || prerelease.equals(other.prerelease)) {
      return numbers;
    }
    if (isPrerelease() != other.isPrerelease()) {
      return isPrerelease() ? -1 : 1;
    }
    return comparePrerelease(other);
  }

  private int compareNumbers(Version other) {
    int result = Integer.compare(major, other.major);
    result = result != 0 ? result : Integer.compare(minor, other.minor);
    return result != 0 ? result : Integer.compare(patch, other.patch);
  }

  private int comparePrerelease(Version other) {
    int common = Math.min(prerelease.size(), other.prerelease.size());
    for (int i = 0; i < common; i++) {
      int result = compareIdentifiers(prerelease.get(i), other.prerelease.get(i));
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(prerelease.size(), other.prerelease.size());
  }

  private static int compareIdentifiers(String left, String right) {
    boolean leftIsNumber = left.chars().allMatch(Character::isDigit);
    boolean rightIsNumber = right.chars().allMatch(Character::isDigit);
    if (leftIsNumber && rightIsNumber) {
      return Long.compare(Long.parseLong(left), Long.parseLong(right));
    }
    if (leftIsNumber != rightIsNumber) {
      return leftIsNumber ? -1 : 1;
    }
    return left.compareTo(right);
  }

  @Override
  public String toString() {
    String numbers = major + "." + minor + "." + patch;
    return isPrerelease() ? numbers + "-" + String.join(".", prerelease) : numbers;
  }
}
