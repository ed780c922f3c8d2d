package io.tenantry.tenantmodule.domain.module;

import io.tenantry.tenantmodule.domain.InvalidValue;
import java.util.regex.Pattern;

/** Name of a module, such as {@code digital_card}. */
public record ModuleName(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{1,39}");

  public ModuleName {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "'%s' is no module name: 2 to 40 lower-case letters, digits and underscores, beginning with a letter"
              .formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
