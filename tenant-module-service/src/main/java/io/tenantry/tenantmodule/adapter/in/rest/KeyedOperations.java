package io.tenantry.tenantmodule.adapter.in.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes the Idempotency-Key at every operation that takes one. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class KeyedOperations implements OASFilter {

  private static final int LONGEST = 255;

  @Override
  public PathItem filterPathItem(PathItem path) {
    path.getOperations().forEach(KeyedOperations::describe);
    return path;
  }

  private static void describe(HttpMethod method, Operation operation) {
    if (RequestKey.UNSAFE.contains(method.name())) {
      operation.addParameter(key());
      APIResponses responses =
          Optional.ofNullable(operation.getResponses()).orElseGet(OASFactory::createAPIResponses);
      operation.setResponses(responses);
      describe(responses, "409", "The state does not allow it; or request-in-progress");
      describe(responses, "422", "idempotency-key-reused: the key belongs to another request");
      responses
          .getAPIResponses()
          .values()
          .forEach(one -> one.addHeader(AnswerMapper.REPLAYED, replayed()));
    }
  }

  private static void describe(APIResponses responses, String status, String description) {
    if (!responses.hasAPIResponse(status)) {
      APIResponse response = OASFactory.createAPIResponse().description(description);
      responses.addAPIResponse(status, response);
    }
  }

  private static Parameter key() {
    return OASFactory.createParameter()
        .name(RequestKey.HEADER)
        .in(Parameter.In.HEADER)
        .description(
            "Chosen by the client, 1 to 255 visible ASCII characters. A repetition of the request"
                + " with the same key is answered again and does nothing, for 24 hours.")
        .schema(text().minLength(1).maxLength(LONGEST))
        .example(Examples.IDEMPOTENCY_KEY);
  }

  private static Header replayed() {
    return OASFactory.createHeader()
        .description("true when it is the answer to an earlier request with the key")
        .schema(text());
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }
}
