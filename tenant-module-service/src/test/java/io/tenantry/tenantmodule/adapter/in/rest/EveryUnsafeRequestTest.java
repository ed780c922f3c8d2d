package io.tenantry.tenantmodule.adapter.in.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No request that changes something is left without a key. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class EveryUnsafeRequestTest {

  @Test
  void itsResourceAnswersOnce() {
    List<Class<?>> resources = resources().filter(this::changesSomething).toList();

    assertThat(resources)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            type ->
                assertThat(type.isAnnotationPresent(AnsweredOnce.class)).as("%s", type).isTrue());
  }

  @Test
  void itsDescriptionNamesTheKeyWithAnExample() {
    JsonPath description =
        given().accept("application/json").get("/q/openapi?format=json").jsonPath();
    Map<String, Map<String, Object>> paths = description.getMap("paths");

    List<Object> unsafe =
        paths.values().stream()
            .flatMap(path -> path.entrySet().stream())
            .filter(
                operation ->
                    RequestKey.UNSAFE.contains(operation.getKey().toUpperCase(Locale.ROOT)))
            .map(Map.Entry::getValue)
            .toList();

    assertThat(unsafe)
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(
            operation ->
                assertThat(operation.toString())
                    .contains(RequestKey.HEADER, Examples.IDEMPOTENCY_KEY, AnswerMapper.REPLAYED));
  }

  @Test
  void whatRemovesSomethingIsDescribedWithExamples() {
    JsonPath description =
        given().accept("application/json").get("/q/openapi?format=json").jsonPath();

    assertThat(delete(description, "/v1/tenants/{tenant}/modules/{module}"))
        .contains("data", "keep", "purge", "removeUnused", "unusedDependencies");
    assertThat(delete(description, "/v1/tenants/{tenant}/kept-data/{id}")).contains("PURGING");
  }

  private static String delete(JsonPath description, String path) {
    return description
        .<Map<String, Map<String, Object>>>get("paths")
        .get(path)
        .get("delete")
        .toString();
  }

  @Test
  void theStreamOfEventsIsDescribedWithAnExample() {
    String description = given().get("/q/openapi").asString();

    assertThat(description)
        .contains("/v1/installation-jobs/{id}/events", "text/event-stream", "event:progress");
  }

  private boolean changesSomething(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .flatMap(method -> Arrays.stream(method.getAnnotations()))
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .anyMatch(method -> method != null && RequestKey.UNSAFE.contains(method.value()));
  }

  private static Stream<Class<?>> resources() {
    return CDI.current().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .<Class<?>>map(Bean::getBeanClass)
        .filter(type -> type.isAnnotationPresent(Path.class))
        .filter(type -> type.getPackageName().startsWith("io.tenantry"));
  }
}
