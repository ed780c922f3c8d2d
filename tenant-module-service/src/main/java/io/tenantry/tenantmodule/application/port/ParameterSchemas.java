package io.tenantry.tenantmodule.application.port;

import java.util.List;

/** Holds parameters to a module's JSON Schema. */
public interface ParameterSchemas {

  /** What is wrong with the parameters, a sentence each; empty when they fit. */
  List<String> violations(String schema, String parameters);
}
