package io.tenantry.local.module;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.client.ApiClient;
import io.tenantry.local.up.CallersDirectory;
import io.tenantry.testkit.modules.ModulePackager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a module's own build pipeline does with the module. */
@Command(
    name = "module",
    sortOptions = false,
    usageHelpWidth = 100,
    description = "Checks, packs and publishes modules.",
    footer = {"", "deploy/tenantry module check --help tells more, and so do the others."})
final class ModuleCommand {

  private static final String CHECK = "/v1/packages/validation";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Tell this.")
  private boolean help;

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description =
          "Packs a module and has the registry check it, without registering it; prints every"
              + " problem with its file and line.")
  int check(
      @Parameters(paramLabel = "DIR", description = "The module's source tree.") Path directory,
      @Mixin RegistryAccess registry,
      @Mixin Signing signing) {
    byte[] content = pack(directory);
    JsonNode report = report(registry.client(), content, signing.headers(content));
    return told(report) ? 0 : Tenantry.PROBLEMS;
  }

  @Command(
      name = "pack",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Packs a module into a file; the same source gives the same bytes.")
  int pack(
      @Parameters(paramLabel = "DIR", description = "The module's source tree.") Path directory,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              required = true,
              description = "Where the package goes.")
          Path output) {
    byte[] content = pack(directory);
    try {
      Files.write(CallersDirectory.resolve(output), content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + output + ": " + e.getMessage(), e);
    }
    System.out.println(Signing.digest(content));
    return 0;
  }

  @Command(
      name = "publish",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description =
          "Packs a module, registers it and makes it installable. Again, it changes nothing.")
  int publish(
      @Parameters(paramLabel = "DIR", description = "The module's source tree.") Path directory,
      @Option(names = "--draft", description = "Register it only; nobody can install it yet.")
          boolean draft,
      @Mixin RegistryAccess registry,
      @Mixin Signing signing) {
    byte[] content = pack(directory);
    Map<String, String> headers = signing.headers(content);
    ApiClient client = registry.client();
    JsonNode report = report(client, content, headers);
    if (!told(report)) {
      return Tenantry.PROBLEMS;
    }
    String path =
        "/v1/modules/%s/versions/%s"
            .formatted(report.get("name").textValue(), report.get("version").textValue());
    boolean isNew =
        client.putZip(path + "/package", content, headers).orFailUnless(200, 201).status() == 201;
    System.out.println(isNew ? "registered" : "was registered before");
    if (!draft) {
      client.post(path + "/publish").orFailUnless(200);
      System.out.println("published");
    }
    return 0;
  }

  private static JsonNode report(ApiClient client, byte[] content, Map<String, String> headers) {
    return client.postZip(CHECK, content, headers).orFailUnless(200).body();
  }

  /** Prints what the registry found; answers whether the module is good. */
  private static boolean told(JsonNode report) {
    report.get("problems").forEach(problem -> System.out.println(line(problem)));
    report.get("warnings").forEach(problem -> System.out.println("warning: " + line(problem)));
    boolean good = report.get("valid").booleanValue();
    System.out.println(
        good
            ? "%s %s is good, %s"
                .formatted(
                    report.get("name").textValue(),
                    report.get("version").textValue(),
                    report.get("digest").textValue())
            : "%d problem(s)".formatted(report.get("problems").size()));
    return good;
  }

  private static String line(JsonNode problem) {
    String file = problem.get("file").textValue();
    String place = problem.has("line") ? file + ":" + problem.get("line") : file;
    return "%s%s (%s)"
        .formatted(
            place.isEmpty() ? "" : place + ": ",
            problem.get("message").textValue(),
            problem.get("code").textValue());
  }

  private static byte[] pack(Path directory) {
    Path source = CallersDirectory.resolve(directory);
    if (!Files.isDirectory(source)) {
      throw new CannotDo("There is no directory " + directory);
    }
    return ModulePackager.pack(source);
  }
}
