package io.tenantry.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rules that a service's packages follow, as lists of what is allowed.
 *
 * <ul>
 *   <li>{@code domain} uses the JDK alone; {@code application} adds the domain and Mutiny.
 *   <li>Adapters use the application and the domain, never each other.
 *   <li>A technology is at home in one kind of adapter: Avro in those that speak Kafka, JPA in
 *       persistence, and so on.
 *   <li>Nothing lies outside {@code domain}, {@code application}, {@code adapter}, {@code config}.
 * </ul>
 */
public final class HexagonalArchitecture {

  private static final String JDK = "java..";

  /** Technology, and the adapters below {@code adapter} that may use it. */
  private static final Map<List<String>, List<String>> HOMES =
      Map.of(
          List.of("jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate.."),
          List.of("out.persistence"),
          List.of("jakarta.ws.rs..", "org.jboss.resteasy..", "io.quarkiverse.resteasy.."),
          List.of("in.rest", "out.http"),
          List.of("io.tenantry.contracts..", "org.apache.avro.."),
          List.of("in.kafka", "out.messaging"),
          List.of("org.eclipse.microprofile.reactive.messaging..", "org.apache.kafka.."),
          List.of("in.kafka", "out.messaging"),
          List.of("java.sql..", "javax.sql..", "org.postgresql.."),
          List.of("out.postgres", "out.persistence"));

  private final String root;
  private final JavaClasses classes;

  private HexagonalArchitecture(String root, ImportOption option) {
    this.root = root;
    this.classes = new ClassFileImporter().withImportOption(option).importPackages(root);
  }

  /** The production classes below that package. */
  public static HexagonalArchitecture of(String rootPackage) {
    return of(rootPackage, ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
  }

  static HexagonalArchitecture of(String rootPackage, ImportOption option) {
    return new HexagonalArchitecture(rootPackage, option);
  }

  /**
   * Holds the classes to every rule.
   *
   * @throws AssertionError with every violation of the first rule that is broken, also when a rule
   *     finds no class to look at
   */
  public void check() {
    rules().forEach(rule -> rule.allowEmptyShould(false).check(classes));
    HOMES.forEach(
        (technology, homes) -> homeRule(technology, homes).allowEmptyShould(true).check(classes));
  }

  private List<ArchRule> rules() {
    return List.of(
        classes()
            .should()
            .resideInAnyPackage(in("domain"), in("application"), in("adapter"), in("config"))
            .as("a service consists of domain, application, adapter and config"),
        classes()
            .that()
            .resideInAPackage(in("domain"))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(in("domain"), JDK))
            .as("the domain uses the JDK alone"),
        classes()
            .that()
            .resideInAPackage(in("application"))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(in("application"), in("domain"), JDK, "io.smallrye.mutiny.."))
            .as("the application uses the domain, its ports and Mutiny"),
        classes()
            .that()
            .resideInAPackage(in("adapter"))
            .should(new DependOnNoOtherAdapter(adapters()))
            .as("adapters do not know each other"),
        noClasses()
            .that()
            .resideInAnyPackage(in("domain"), in("application"), in("adapter"))
            .should()
            .dependOnClassesThat(areWiring())
            .as("nobody depends on the wiring but its settings"));
  }

  /** Settings are the one thing in config that adapters read. */
  private DescribedPredicate<JavaClass> areWiring() {
    return resideInAnyPackage(in("config"))
        .and(
            DescribedPredicate.describe(
                "no settings", type -> !type.getFullName().contains("Settings")));
  }

  private ArchRule homeRule(List<String> technology, List<String> homes) {
    String[] packages = homes.stream().map(home -> in("adapter." + home)).toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .and()
        .resideOutsideOfPackage(in("config"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(technology.toArray(String[]::new))
        .as(technology + " is at home in the adapters " + homes);
  }

  /** Packages of single adapters, such as {@code root.adapter.in.rest}. */
  private Set<String> adapters() {
    String prefix = root + ".adapter.";
    return classes.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()).split("\\."))
        .filter(parts -> parts.length >= 2)
        .map(parts -> prefix + parts[0] + "." + parts[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String in(String name) {
    return root + "." + name + "..";
  }
}
