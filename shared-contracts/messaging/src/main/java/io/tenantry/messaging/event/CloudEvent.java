package io.tenantry.messaging.event;

/**
 * Header names of CloudEvents 1.0 in Kafka's binary content mode, and the extensions used here.
 *
 * @see <a href="https://github.com/cloudevents/spec">CloudEvents, Kafka protocol binding</a>
 */
public final class CloudEvent {

  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";

  /** What the event is about: the job, or the tenant where there is no job. */
  public static final String SUBJECT = "ce_subject";

  public static final String TIME = "ce_time";

  /** Extension: the job or tenant that a chain of events belongs to. */
  public static final String CORRELATION_ID = "ce_correlationid";

  /** Extension: id of the event that caused this one. */
  public static final String CAUSATION_ID = "ce_causationid";

  /**
   * Extension: rises with every event of one source and key. A reader of a compacted topic who has
   * seen a higher one ignores the record.
   */
  public static final String SEQUENCE = "ce_sequence";

  /** W3C Trace Context. */
  public static final String TRACEPARENT = "traceparent";

  public static final String CONTENT_TYPE = "content-type";

  public static final String VERSION = "1.0";
  public static final String AVRO = "application/avro";

  private CloudEvent() {}
}
