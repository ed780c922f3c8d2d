package io.tenantry.tenantmodule.domain.tenant;

import io.tenantry.tenantmodule.domain.InvalidValue;
import java.util.regex.Pattern;

/** Name of a tenant in addresses and events: 2 to 40 lower-case letters, digits and hyphens. */
public record TenantId(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,38}[a-z0-9]");

  public TenantId {
    if (!isValid(value)) {
      throw new InvalidValue(
          "'%s' is no tenant id: 2 to 40 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen"
              .formatted(value));
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
