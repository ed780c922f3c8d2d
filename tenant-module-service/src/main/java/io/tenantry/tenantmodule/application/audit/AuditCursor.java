package io.tenantry.tenantmodule.application.audit;

import io.tenantry.tenantmodule.domain.InvalidValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of audit events ends: by time, and by number among those of the same time.
 *
 * @param occurredAt in microseconds
 */
public record AuditCursor(Instant occurredAt, long number) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,17})-(\\d{1,18})");

  /**
   * Reads what {@link #toString} has written.
   *
   * @throws InvalidValue if it is no cursor
   */
  public static AuditCursor parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new InvalidValue("'" + text + "' is no cursor of audit events");
    }
    return new AuditCursor(
        Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
        Long.parseLong(parts.group(2)));
  }

  @Override
  public String toString() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt) + "-" + number;
  }
}
