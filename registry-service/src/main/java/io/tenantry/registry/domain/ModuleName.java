package io.tenantry.registry.domain;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Name of a module, such as {@code digital_card}: a letter and up to 39 lower-case letters, digits
 * and underscores. It becomes part of schema and role names, so PostgreSQL's 63 characters limit it
 * and names that would collide with the platform's are refused.
 */
public record ModuleName(String value) implements Comparable<ModuleName> {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{1,39}");
  private static final List<String> RESERVED =
      List.of("pg_", "tenantry", "landlord", "messaging", "public", "information_schema", "tn_");

  public ModuleName {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "'%s' is no module name: 2 to 40 lower-case letters, digits and underscores, beginning with a letter"
              .formatted(value));
    }
    for (String prefix : RESERVED) {
      if (value.startsWith(prefix)) {
        throw new InvalidValue(
            "'%s' is no module name: what begins with '%s' belongs to the platform"
                .formatted(value, prefix));
      }
    }
  }

  @Override
  public int compareTo(ModuleName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
