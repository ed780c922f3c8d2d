package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.domain.ModulePackage;
import io.tenantry.registry.domain.PackageProblem;
import java.util.List;
import java.util.function.Function;

/** Makes sense of the bytes of a package. */
public interface PackageReader {

  Uni<Reading> read(byte[] content);

  /** What came of it. */
  sealed interface Reading {

    /** Handles both cases. */
    default <R> R fold(
        Function<ModulePackage, R> readable, Function<List<PackageProblem>, R> unreadable) {
      return this instanceof Readable one
          ? readable.apply(one.modulePackage())
          : unreadable.apply(((Unreadable) this).problems());
    }

    record Readable(ModulePackage modulePackage) implements Reading {}

    /** No package, or one whose manifest is wrong; everything that is, at once. */
    record Unreadable(List<PackageProblem> problems) implements Reading {

      public Unreadable {
        problems = List.copyOf(problems);
      }
    }
  }
}
