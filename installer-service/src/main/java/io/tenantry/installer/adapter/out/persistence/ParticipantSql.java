package io.tenantry.installer.adapter.out.persistence;

/** Statements about requests to modules' own services. */
final class ParticipantSql {

  private static final String REQUEST =
      """
      select cast(request.id as text), cast(task_id as text), request.tenant_id, request.state,
        request.attempts, timeout,
        cast(extract(epoch from request.deadline - clock_timestamp()) * 1000 as bigint),
        refusal_code, refusal_detail
      from participant_request request
      """;

  static final String FIND = REQUEST + "where request.id = cast(:request as uuid)";

  /**
   * The task's row is what a worker that decides about the request holds, too. It is locked first;
   * the request's lock then makes PostgreSQL read what that worker has left.
   */
  static final String HOLD =
      """
      with held as (
        select id from task
        where id = (select task_id from participant_request where id = cast(:request as uuid))
        for update)
      """
          + REQUEST
          + """
      join held on held.id = request.task_id
      where request.id = cast(:request as uuid)
      for update of request
      """;

  /** A job that was asked to stop meanwhile does not rest. */
  static final String ASK =
      """
      with held as (
        update task
        set lease_until = null, worker = null, attempts = 0,
          resting = state <> 'RUNNING' or stop_reason is null,
          not_before = clock_timestamp() + case
              when state = 'RUNNING' and stop_reason is not null then 0
              else cast(:timeout as bigint) end * interval '1 millisecond'
        where id = cast(:task as uuid) and fence = :fence and state in ('RUNNING', 'UNDOING')
        returning id),
      asked as (
        insert into participant_request
          (id, task_id, tenant_id, module, version, step, state, attempts, timeout, deadline)
        select cast(:request as uuid), id, :tenant, :module, :version, :step, :state, :attempts,
          cast(:timeout as bigint),
          clock_timestamp() + cast(:timeout as bigint) * interval '1 millisecond'
        from held
        on conflict (id) do update
        set state = excluded.state, attempts = excluded.attempts, deadline = excluded.deadline,
          refusal_code = null, refusal_detail = null, changed_at = clock_timestamp()
        returning deadline)
      select cast(extract(epoch from deadline) * 1000 as bigint) from asked
      """;

  static final String IN_SETUP =
      """
      select timeout from participant_request
      where tenant_id = :tenant and module = :module and version = :version and step = 'setup'
        and state = 'COMPLETED'
      order by first_asked_at desc
      limit 1
      """;

  static final String ANSWER =
      """
      with answered as (
        update participant_request
        set state = :state, refusal_code = nullif(:code, ''),
          refusal_detail = nullif(:detail, ''), changed_at = clock_timestamp()
        where id = cast(:request as uuid)
        returning task_id)
      update task set not_before = clock_timestamp(), resting = false
      from answered
      where id = task_id and resting
      """;

  static final String GIVE_UP =
      """
      update participant_request set state = :state, changed_at = clock_timestamp()
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
