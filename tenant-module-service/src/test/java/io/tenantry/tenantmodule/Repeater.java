package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant whose admin sends requests with one key. */
record Repeater(String tenant, String key) {

  static final String KEY = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";

  static Repeater of(String tenant) {
    return new Repeater(tenant, UUID.randomUUID().toString());
  }

  /** The admin, with the key. */
  RequestSpecification admin() {
    return Api.tenantAdmin(tenant).header(KEY, key);
  }

  Response install(String module) {
    return install(admin(), module);
  }

  Response install(RequestSpecification user, String module) {
    return install(user, tenant, module);
  }

  static Response install(RequestSpecification user, String tenant, String module) {
    return user.body(Map.of("module", module)).post("/v1/tenants/{t}/modules", tenant);
  }

  /** The number of jobs that came of it. */
  int jobs() throws SQLException {
    return Database.read("select id from job where tenant_id = ?", tenant).size();
  }

  /** Bodies of the answers that are kept under the key, whosoever it is. */
  List<String> answers() throws SQLException {
    return Database.read("select body from request_answer where key = ?", key);
  }

  static void assertProblem(Response response, int status, String type) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).startsWith(Api.PROBLEM);
    assertThat(response.<String>path("type")).isEqualTo(Api.type(type));
  }
}
