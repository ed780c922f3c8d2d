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

  static final String UNINSTALL =
      """
      {
        "id": "5f3c1f0e-6a1d-4c51-9c3b-0a4b7e1d2f60",
        "tenantId": "acme",
        "kind": "UNINSTALL",
        "module": "digital_card",
        "version": "1.0.0",
        "data": "keep",
        "removeUnused": false,
        "state": "VALIDATING",
        "percent": 0,
        "requestedBy": "ada@acme.example",
        "requestedAt": "2026-11-22T12:00:00Z",
        "deadline": "2026-11-22T13:00:00Z",
        "plan": [],
        "unusedDependencies": [],
        "steps": [],
        "undone": [],
        "remaining": []
      }
      """;

  static final String PURGING =
      """
      {
        "id": "0d7b8a0c-3f8e-4bd5-8d5a-2b6f0f0f5c11",
        "tenantId": "acme",
        "module": "digital_card",
        "version": "1.0.0",
        "status": "PURGING",
        "jobId": "5f3c1f0e-6a1d-4c51-9c3b-0a4b7e1d2f60",
        "keptAt": "2026-11-22T12:00:09Z",
        "purgeAfter": "2026-12-22T12:00:09Z"
      }
      """;

  static final String SUSPENDED =
      """
      {
        "id": "acme",
        "name": "Acme Ltd.",
        "isolation": "DATABASE",
        "status": "SUSPENDED",
        "database": {"server": "main", "database": "tn_6f45c1a0e832"},
        "registeredAt": "2026-11-22T12:00:00Z",
        "suspension": {"reason": "Invoice 4711 is not paid.", "since": "2026-11-23T09:30:00Z"}
      }
      """;

  static final String TENANT =
      """
      {
        "id": "acme",
        "name": "Acme Ltd.",
        "isolation": "DATABASE",
        "status": "READY",
        "database": {"server": "main", "database": "tn_6f45c1a0e832"},
        "registeredAt": "2026-11-22T12:00:00Z"
      }
      """;

  static final String AUDIT_EVENTS =
      """
      {
        "items": [
          {
            "trail": "acme",
            "sequence": 2,
            "tenantId": "acme",
            "occurredAt": "2026-11-22T12:00:00.123456Z",
            "actor": "ada@acme.example",
            "source": "192.0.2.7",
            "action": "installation.requested",
            "subject": "digital_card",
            "outcome": "5f3c1f0e-6a1d-4c51-9c3b-0a4b7e1d2f60 VALIDATING",
            "previousHash": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            "hash": "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9"
          }
        ],
        "next": "1795435200123456-17"
      }
      """;

  static final String AVAILABLE =
      """
      {
        "items": [
          {
            "module": "digital_card",
            "title": "DigitalCard",
            "description": "Digital cards for members.",
            "version": "1.1.0",
            "requiredFeatures": ["digital-cards"],
            "installedVersion": "1.0.0",
            "available": false,
            "reason": {
              "code": "module-already-installed",
              "detail": "Version 1.0.0 of digital_card is installed. The newest is 1.1.0."
            }
          },
          {
            "module": "mail",
            "title": "Mail",
            "description": "Sends letters.",
            "version": "2.0.0",
            "requiredFeatures": [],
            "available": true
          }
        ],
        "next": "mail"
      }
      """;

  private Examples() {}
}
