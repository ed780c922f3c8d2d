package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.plan.ModuleName;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of a package.
 *
 * @param path in the package, such as {@code db/tenant/V1__holder.sql}
 */
public record Script(String path, String content) {

  private static final Pattern VERSIONED =
      Pattern.compile("[VU](\\d+(?:[._]\\d+)*)__([A-Za-z0-9_]+)\\.sql");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final Pattern SCHEMA_OF = Pattern.compile("\\$\\{schema:([a-z][a-z0-9_]{1,39})}");

  /** File name, such as {@code V1__holder.sql}. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Version of a versioned script.
   *
   * @throws InvalidValue if its name is not like {@code V1__holder.sql} or {@code U1__holder.sql}
   */
  public ScriptVersion version() {
    return ScriptVersion.of(name().group(1));
  }

  /** Description of a versioned script as Flyway shows it: underscores are spaces. */
  public String description() {
    return name().group(2).replace('_', ' ');
  }

  /** What Flyway would write into its history. */
  public int checksum() {
    return Checksum.of(content);
  }

  /**
   * The text to be run: <code>${schema:identity}</code> becomes the quoted schema of that module,
   * and a byte order mark goes, which PostgreSQL does not understand.
   *
   * @throws InvalidValue if it names a module that is not among those
   */
  public String runnable(List<ModuleName> dependencies) {
    return SCHEMA_OF
        .matcher(withoutMark())
        .replaceAll(
            placeholder -> {
              String module = placeholder.group(1);
              if (!dependencies.contains(new ModuleName(module))) {
                throw new InvalidValue(
                    "%s refers to the schema of '%s', which the manifest does not require"
                        .formatted(path, module));
              }
              return '"' + module + '"';
            });
  }

  private String withoutMark() {
    return content.startsWith(BYTE_ORDER_MARK)
        ? content.substring(BYTE_ORDER_MARK.length())
        : content;
  }

  private Matcher name() {
    Matcher name = VERSIONED.matcher(fileName());
    if (!name.matches()) {
      throw new InvalidValue("'%s' is no name of a versioned script".formatted(path));
    }
    return name;
  }
}
