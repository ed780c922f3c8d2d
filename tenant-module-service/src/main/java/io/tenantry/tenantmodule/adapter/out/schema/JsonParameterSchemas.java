package io.tenantry.tenantmodule.adapter.out.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tenantry.tenantmodule.application.port.ParameterSchemas;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** JSON Schema, draft 2020-12. */
@ApplicationScoped
class JsonParameterSchemas implements ParameterSchemas {

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @Override
  public List<String> violations(String schema, String parameters) {
    try {
      return registry
          .getSchema(schema, InputFormat.JSON)
          .validate(parameters, InputFormat.JSON)
          .stream()
          .map(error -> (error.getInstanceLocation() + " " + error.getMessage() + ".").strip())
          .toList();
    } catch (RuntimeException | StackOverflowError e) {
      // the module's fault, which trying again would not mend: a reference to elsewhere or to
      // itself, a pattern that is none
      return List.of("its schema cannot be used: " + e.getMessage() + ".");
    }
  }
}
