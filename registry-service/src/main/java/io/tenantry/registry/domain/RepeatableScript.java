package io.tenantry.registry.domain;

import io.tenantry.registry.domain.MigrationScript.Database;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a package that runs again whenever it has changed, or the undo of one.
 *
 * @param undo whether it takes one back
 */
record RepeatableScript(PackageFile file, Database database, boolean undo) {

  private static final Pattern FORM =
      Pattern.compile("db/(landlord|tenant)/(U?)R__[A-Za-z0-9_]+\\.sql");

  /** Reads the file's path; empty when it is no path of a repeatable script. */
  static Optional<RepeatableScript> of(PackageFile file) {
    Matcher parts = FORM.matcher(file.path());
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new RepeatableScript(
            file,
            parts.group(1).equals("landlord") ? Database.LANDLORD : Database.TENANT,
            !parts.group(2).isEmpty()));
  }

  String path() {
    return file.path();
  }

  boolean isLandlord() {
    return database == Database.LANDLORD;
  }

  /** Path of the script that this undoes, or of the undo of this. */
  String counterpart() {
    return undo ? path().replaceFirst("/UR__", "/R__") : path().replaceFirst("/R__", "/UR__");
  }
}
