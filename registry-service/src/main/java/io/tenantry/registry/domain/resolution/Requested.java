package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.VersionRange;
import io.tenantry.registry.domain.VersionStatus;
import java.util.List;

/** What a change says about the versions of its module. */
final class Requested {

  private Requested() {}

  static VersionRange range(Change change) {
    return change instanceof Change.Install install
        ? install.range()
        : ((Change.Upgrade) change).range();
  }

  /** Candidates in the range, the preferred one first. */
  static List<Candidate> fitting(Member member) {
    VersionRange range = range(member.change().orElseThrow());
    return member.candidates().stream().filter(one -> range.contains(one.version(), true)).toList();
  }

  /** Whether the request is reason enough for a version that is not offered to everybody. */
  static boolean names(Member member, Candidate candidate) {
    if (member.change().isEmpty() || member.isRemoved()) {
      return false;
    }
    VersionRange range = range(member.change().get());
    return candidate.moduleVersion().status() == VersionStatus.DEPRECATED
        ? range.isExactly(candidate.version())
        : range.contains(candidate.version(), false);
  }
}
