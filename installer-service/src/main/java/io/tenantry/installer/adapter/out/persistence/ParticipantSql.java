package io.tenantry.installer.adapter.out.persistence;

/** Statements about requests to modules' own services. */
final class ParticipantSql {

  static final String FIND =
      """
      select cast(id as text), cast(task_id as text), tenant_id, state, attempts, timeout,
        cast(extract(epoch from deadline - clock_timestamp()) * 1000 as bigint),
        refusal_code, refusal_detail
      from participant_request
      where id = cast(:request as uuid)
      """;

  /** The task's row is what a worker that decides about the request holds, too. */
  static final String HOLD =
      """
      select cast(1 as int) from task
      where id = (select task_id from participant_request where id = cast(:request as uuid))
      for update
      """;

  static final String ASK =
      """
      insert into participant_request
        (id, task_id, tenant_id, module, version, step, state, attempts, timeout, deadline)
      values (
        cast(:request as uuid), cast(:task as uuid), :tenant, :module, :version, :step, :state, :attempts, :timeout,
        clock_timestamp() + cast(:timeout as bigint) * interval '1 millisecond')
      on conflict (id) do update
      set state = excluded.state, attempts = excluded.attempts, deadline = excluded.deadline,
        refusal_code = null, refusal_detail = null, changed_at = clock_timestamp()
      returning cast(extract(epoch from deadline) * 1000 as bigint)
      """;

  static final String IN_SETUP =
      """
      select timeout from participant_request
      where tenant_id = :tenant and module = :module and version = :version and step = 'setup'
        and state = 'COMPLETED'
      order by first_asked_at desc
      limit 1
      """;

  static final String SAVE =
      """
      update participant_request
      set state = :state, refusal_code = nullif(:code, ''), refusal_detail = nullif(:detail, ''),
        changed_at = clock_timestamp()
      where id = cast(:request as uuid)
      """;

  static final String REOPEN =
      """
      update participant_request
      set state = 'UNANSWERED', attempts = 0, refusal_code = null, refusal_detail = null,
        changed_at = clock_timestamp()
      where task_id = cast(:task as uuid)
        and state in ('UNDO_ASKED', 'UNDO_REFUSED', 'UNDO_UNANSWERED')
      """;

  static final String SETTLE =
      """
      update participant_request
      set state = 'SETTLED', changed_at = clock_timestamp()
      where task_id = cast(:task as uuid) and state <> 'UNDONE'
      """;

  private ParticipantSql() {}
}
