package io.tenantry.registry.adapter.out.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.DefaultNodeReader;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.serialization.node.TokenStreamLocationAware;
import com.networknt.schema.utils.JsonNodes;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.PackageFile;
import io.tenantry.registry.domain.PackageProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads {@code module.yaml} and holds it to its JSON Schema. */
@ApplicationScoped
class ManifestReader {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** Its nodes know where they stand in the file. */
  private final NodeReader reader =
      DefaultNodeReader.builder()
          .yamlMapper(
              YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .locationAware()
          .build();

  private final ManifestMapper mapper;
  private final Schema form;
  private final Schema parameterForm;

  ManifestReader(ManifestMapper mapper) {
    this.mapper = mapper;
    this.form = load("/module-manifest.schema.json");
    this.parameterForm =
        SCHEMAS.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
  }

  /** The manifest, or everything that is wrong with it. */
  Result read(PackageFile file) {
    JsonNode document;
    try {
      document = reader.readTree(file.content(), InputFormat.YAML);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      return unreadable(file, line, e.getOriginalMessage().lines().findFirst().orElse("no text"));
    } catch (IOException | IllegalArgumentException e) {
      return unreadable(file, 1, e.getMessage());
    }
    List<PackageProblem> problems = new ArrayList<>();
    collect(form.validate(document), file, "manifest-invalid", problems);
    if (document.has("parameters")) {
      collect(
          parameterForm.validate(document.get("parameters")),
          file,
          "parameters-schema-invalid",
          problems);
      collectRemoteReferences(document.get("parameters"), file, problems);
    }
    return problems.isEmpty() ? map(document, file) : new Result(null, problems);
  }

  private static Result unreadable(PackageFile file, int line, String why) {
    return Result.wrong(
        PackageProblem.at(
            file.path(),
            line,
            "manifest-unreadable",
            "It is no YAML that can be read (%s); mend it.".formatted(why)));
  }

  private Result map(JsonNode document, PackageFile file) {
    try {
      return new Result(mapper.toManifest(document), List.of());
    } catch (InvalidValue e) {
      return Result.wrong(PackageProblem.in(file.path(), "manifest-invalid", e.getMessage() + "."));
    }
  }

  private static void collect(
      List<Error> errors, PackageFile file, String code, List<PackageProblem> problems) {
    for (Error error : errors) {
      String where = error.getInstanceLocation().toString();
      String what = error.getMessage().replaceFirst("^.*?: ", "");
      problems.add(
          PackageProblem.at(
              file.path(),
              lineOf(error.getInstanceNode()),
              code,
              "%s: %s; mend it.".formatted(where.isEmpty() ? "/" : where, what)));
    }
  }

  /** A schema that points elsewhere could change after the version did not. */
  private static void collectRemoteReferences(
      JsonNode schema, PackageFile file, List<PackageProblem> problems) {
    for (JsonNode reference : schema.findValues("$ref")) {
      if (!reference.asText().startsWith("#")) {
        problems.add(
            PackageProblem.at(
                file.path(),
                lineOf(reference),
                "parameters-schema-invalid",
                "The parameters refer to %s; refer to places in the schema itself only."
                    .formatted(reference.asText())));
      }
    }
  }

  private static int lineOf(JsonNode node) {
    return node instanceof TokenStreamLocationAware
        ? Math.max(1, JsonNodes.tokenStreamLocationOf(node).getLineNr())
        : 1;
  }

  private static Schema load(String resource) {
    try (InputStream json = ManifestReader.class.getResourceAsStream(resource)) {
      return SCHEMAS.getSchema(json);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  /** Either a manifest or problems. */
  record Result(Manifest manifest, List<PackageProblem> problems) {

    static Result wrong(PackageProblem problem) {
      return new Result(null, List.of(problem));
    }

    <R> R fold(Function<Manifest, R> right, Function<List<PackageProblem>, R> wrong) {
      return problems.isEmpty() ? right.apply(manifest) : wrong.apply(problems);
    }
  }
}
