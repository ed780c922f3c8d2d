package io.tenantry.registry.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a package that is a migration or the undo of one.
 *
 * @param database landlord or tenant
 * @param undo whether it takes a migration back
 */
public record MigrationScript(
    PackageFile file, Database database, boolean undo, ScriptVersion version) {

  private static final Pattern FORM =
      Pattern.compile("db/(landlord|tenant)/([VU])(\\d+(?:[._]\\d+)*)__[A-Za-z0-9_]+\\.sql");

  /** Where a migration runs. */
  public enum Database {
    LANDLORD,
    TENANT
  }

  /** Reads the file's path; empty when it is no path of a migration. */
  public static Optional<MigrationScript> of(PackageFile file) {
    Matcher parts = FORM.matcher(file.path());
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new MigrationScript(
            file,
            parts.group(1).equals("landlord") ? Database.LANDLORD : Database.TENANT,
            parts.group(2).equals("U"),
            ScriptVersion.of(parts.group(3))));
  }

  public String path() {
    return file.path();
  }

  public boolean isLandlord() {
    return database == Database.LANDLORD;
  }

  /** Path of the migration that this undoes, or of the undo of this. */
  public String counterpart() {
    return undo ? path().replaceFirst("/U(?=\\d)", "/V") : path().replaceFirst("/V(?=\\d)", "/U");
  }
}
