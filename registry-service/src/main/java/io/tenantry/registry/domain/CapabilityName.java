package io.tenantry.registry.domain;

import java.util.regex.Pattern;

/** Name of something that modules provide and require, such as {@code card-design}. */
public record CapabilityName(String value) implements Comparable<CapabilityName> {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST = 64;

  /**
   * Checks the name.
   *
   * @throws InvalidValue if it is none
   */
  public CapabilityName {
    if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "'%s' is no capability: %d lower-case letters, digits and dashes at most, such as card-design"
              .formatted(value, LONGEST));
    }
  }

  @Override
  public int compareTo(CapabilityName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
