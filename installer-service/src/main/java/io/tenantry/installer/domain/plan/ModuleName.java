package io.tenantry.installer.domain.plan;

import io.tenantry.installer.domain.InvalidValue;
import java.util.regex.Pattern;

/**
 * Name of a module. It becomes part of schema and role names, so its form is what keeps those safe.
 */
public record ModuleName(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{1,39}");

  public ModuleName {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("'%s' is no module name".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
