package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.plan.ModuleName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of a package.
 *
 * @param path in the package, such as {@code db/tenant/V1__holder.sql}
 * @param transactional whether it shares a transaction with others; one that does not runs alone
 */
public record Script(String path, String content, boolean transactional) {

  private static final Pattern VERSIONED =
      Pattern.compile("[VU](\\d+(?:[._]\\d+)*)__([A-Za-z0-9_]+)\\.sql");
  private static final Pattern REPEATABLE = Pattern.compile("U?R__([A-Za-z0-9_]+)\\.sql");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A script that shares a transaction with others. */
  public Script(String path, String content) {
    this(path, content, true);
  }

  /** File name, such as {@code V1__holder.sql}. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether it runs again whenever it has changed, or takes back one that does. */
  public boolean isRepeatable() {
    return REPEATABLE.matcher(fileName()).matches();
  }

  /**
   * Version of a versioned script.
   *
   * @throws InvalidValue if its name is not like {@code V1__holder.sql} or {@code U1__holder.sql}
   */
  public ScriptVersion version() {
    return ScriptVersion.of(versioned().group(1));
  }

  /** Its version, unless it is repeatable. */
  Optional<ScriptVersion> versionIfAny() {
    return isRepeatable() ? Optional.empty() : Optional.of(version());
  }

  /** Description as Flyway shows it: underscores are spaces. */
  public String description() {
    Matcher repeatable = REPEATABLE.matcher(fileName());
    String text = repeatable.matches() ? repeatable.group(1) : versioned().group(2);
    return text.replace('_', ' ');
  }

  /** What Flyway would write into its history. */
  public int checksum() {
    return Checksum.of(content);
  }

  /**
   * The text to be run: <code>${schema:identity}</code> becomes the quoted schema of that module,
   * and a byte order mark goes, which PostgreSQL does not understand.
   *
   * @throws InvalidValue if it has another placeholder, or one of a module that is not among those
   */
  public String runnable(List<ModuleName> dependencies) {
    return new Placeholders(this, withoutMark(), dependencies).filled();
  }

  private String withoutMark() {
    return content.startsWith(BYTE_ORDER_MARK)
        ? content.substring(BYTE_ORDER_MARK.length())
        : content;
  }

  private Matcher versioned() {
    Matcher name = VERSIONED.matcher(fileName());
    if (!name.matches()) {
      throw new InvalidValue("'%s' is no name of a versioned script".formatted(path));
    }
    return name;
  }
}
