package io.tenantry.installer.adapter.out.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tenantry.installer.application.port.Packages.Corrupt;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import io.tenantry.installer.domain.plan.Participation;
import io.tenantry.installer.domain.plan.RequiredExtension;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what the installer needs in a package's files. */
@ApplicationScoped
class PackageParser {

  private static final Pattern LANDLORD = Pattern.compile("db/landlord/(?:V|R__)[^/]+\\.sql");
  private static final Pattern LANDLORD_UNDO = Pattern.compile("db/landlord/U[^/]+\\.sql");
  private static final Pattern TENANT = Pattern.compile("db/tenant/(?:V|R__)[^/]+\\.sql");
  private static final Pattern TENANT_UNDO = Pattern.compile("db/tenant/U[^/]+\\.sql");
  private static final Pattern SETUP = Pattern.compile("setup/[^/]+\\.sql");
  private static final Pattern SETUP_UNDO = Pattern.compile("setup/undo/[^/]+\\.sql");

  private final YAMLMapper yaml = new YAMLMapper();

  ModulePackage parse(Map<String, String> files) {
    JsonNode manifest = manifest(files.getOrDefault("module.yaml", ""));
    Set<String> alone = new HashSet<>();
    manifest.path("nonTransactional").forEach(path -> alone.add(path.asText()));
    return new ModulePackage(
        new Part(
            scripts(files, LANDLORD, alone),
            scripts(files, LANDLORD_UNDO, alone),
            grants(manifest.at("/runtime/landlord"))),
        new Part(
            scripts(files, TENANT, alone),
            scripts(files, TENANT_UNDO, alone),
            grants(manifest.at("/runtime/tenant"))),
        new Part(scripts(files, SETUP, alone), scripts(files, SETUP_UNDO, alone), Grants.NONE),
        extensions(manifest.at("/requires/extensions")),
        manifest.path("upgrade").asText().equals("offline"),
        participation(manifest.at("/participant/timeout")));
  }

  private JsonNode manifest(String text) {
    try {
      return yaml.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Corrupt("The package's module.yaml is no YAML: " + e.getOriginalMessage());
    }
  }

  /** The registry has let it pass: a number of seconds or minutes, such as {@code 30s}. */
  private static Optional<Participation> participation(JsonNode timeout) {
    return Optional.ofNullable(timeout.textValue())
        .map(text -> Duration.parse("PT" + text.toUpperCase(Locale.ROOT)))
        .map(Participation::new);
  }

  private static List<Script> scripts(Map<String, String> files, Pattern kind, Set<String> alone) {
    return files.entrySet().stream()
        .filter(file -> kind.matcher(file.getKey()).matches())
        .map(file -> new Script(file.getKey(), file.getValue(), !alone.contains(file.getKey())))
        .toList();
  }

  private static List<RequiredExtension> extensions(JsonNode extensions) {
    return extensions.properties().stream()
        .map(one -> RequiredExtension.of(one.getKey(), one.getValue().asText()))
        .toList();
  }

  private static Grants grants(JsonNode grants) {
    return new Grants(
        privileges(grants.path("tables")),
        privileges(grants.path("sequences")),
        privileges(grants.path("functions")));
  }

  private static Map<String, List<String>> privileges(JsonNode objects) {
    Map<String, List<String>> privileges = new HashMap<>();
    objects
        .properties()
        .forEach(
            object -> {
              List<String> names = new ArrayList<>();
              object.getValue().forEach(name -> names.add(name.textValue()));
              privileges.put(object.getKey(), names);
            });
    return privileges;
  }
}
