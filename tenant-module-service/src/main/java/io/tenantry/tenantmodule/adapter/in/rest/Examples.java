package io.tenantry.tenantmodule.adapter.in.rest;

/** Examples in the OpenAPI document. */
final class Examples {

  static final String IDEMPOTENCY_KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324";

  static final String JOB_EVENTS =
      """
      id:3
      event:state
      data:{"state":"RUNNING","at":"2026-11-22T12:00:01Z"}

      id:4
      event:progress
      data:{"module":"digital_card","version":"1.0.0","step":"landlord-migrations",\
      "stepState":"COMPLETED","percent":25,"at":"2026-11-22T12:00:02Z"}

      :still here

      id:5
      event:ended
      data:{"state":"SUCCEEDED","at":"2026-11-22T12:00:03Z"}

      """;

  private Examples() {}
}
