package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request says about modules, one at a time. */
final class Members {

  private final Catalogue catalogue;
  private final ResolutionRequest request;

  Members(Catalogue catalogue, ResolutionRequest request) {
    this.catalogue = catalogue;
    this.request = request;
  }

  /** With all versions that anybody could have. */
  Member all(ModuleName module) {
    Optional<Candidate> installed =
        Optional.ofNullable(request.installed().get(module))
            .flatMap(one -> catalogue.candidate(module, one.version()));
    return new Member(
        module,
        installed,
        Optional.ofNullable(request.changes().get(module)),
        candidates(module, installed));
  }

  /** Without those that the request and what is installed exclude. */
  Member possible(ModuleName module) {
    Member member = all(module);
    List<Candidate> left = member.candidates();
    if (member.isRemoved()) {
      left = List.of();
    } else if (member.isToStay() && !request.options().upgradeOthers()) {
      left = List.of(member.installed().orElseThrow());
    } else if (member.installed().isPresent()) {
      Candidate installed = member.installed().get();
      left =
          left.stream().filter(one -> one.version().compareTo(installed.version()) >= 0).toList();
    }
    return new Member(module, member.installed(), member.change(), left);
  }

  private List<Candidate> candidates(ModuleName module, Optional<Candidate> installed) {
    List<Candidate> candidates = new ArrayList<>();
    List<Candidate> uncommon = new ArrayList<>();
    for (Candidate one : catalogue.candidatesOf(module)) {
      if (Member.isCommon(one, request.options())) {
        candidates.add(one);
      } else if (Member.isInstallable(one) || installed.isPresent() && installed.get() == one) {
        uncommon.add(one);
      }
    }
    candidates.addAll(uncommon);
    return candidates;
  }
}
