package io.tenantry.installer.domain.plan;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * A module's version where it matters which one is later.
 *
 * @see <a href="https://semver.org/#spec-item-11">Precedence of semantic versions</a>
 */
public record ModuleVersion(String text) implements Comparable<ModuleVersion> {

  @Override
  public int compareTo(ModuleVersion other) {
    int numbers = compare(identifiers(core()), identifiers(other.core()));
    if (numbers != 0 || prerelease().isEmpty() || other.prerelease().isEmpty()) {
      return numbers != 0
          ? numbers
          : Boolean.compare(prerelease().isEmpty(), other.prerelease().isEmpty());
    }
    return compare(identifiers(prerelease()), identifiers(other.prerelease()));
  }

  private String core() {
    return text.split("[-+]", 2)[0];
  }

  private String prerelease() {
    String withoutBuild = text.split("\\+", 2)[0];
    int hyphen = withoutBuild.indexOf('-');
    return hyphen < 0 ? "" : withoutBuild.substring(hyphen + 1);
  }

  private static List<String> identifiers(String text) {
    return Arrays.asList(text.split("\\."));
  }

  private static int compare(List<String> left, List<String> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int result = compare(left.get(i), right.get(i));
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compare(String left, String right) {
    boolean leftIsNumber = isNumber(left);
    if (leftIsNumber && isNumber(right)) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    if (leftIsNumber != isNumber(right)) {
      return leftIsNumber ? -1 : 1;
    }
    return left.compareTo(right);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
  }
}
