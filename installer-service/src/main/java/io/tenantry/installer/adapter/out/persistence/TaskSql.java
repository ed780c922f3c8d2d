package io.tenantry.installer.adapter.out.persistence;

/** Statements about tasks that say more than an entity can. */
final class TaskSql {

  /**
   * A tenant's tasks are done one after the other; tenants do not wait for each other, and nobody
   * waits for a purge. First comes what could have been done for the longest time: tasks that look
   * again every moment whether they can go on do not keep the others from the workers.
   */
  static final String CLAIM =
      """
      with next as (
        select id from task
        where state in ('RUNNING', 'UNDOING') and not_before <= clock_timestamp()
          and (lease_until is null or lease_until < clock_timestamp())
          and (kind = 'PURGE' or not exists (
            select from task earlier
            where earlier.tenant_id = task.tenant_id and earlier.number < task.number
              and earlier.state in ('RUNNING', 'UNDOING') and earlier.kind <> 'PURGE'))
        order by not_before, number
        limit 1
        for update skip locked)
      update task
      set worker = :worker, fence = nextval('fence'), resting = false,
        lease_until = clock_timestamp() + :lease * interval '1 millisecond'
      from next
      where task.id = next.id
      returning task.id
      """;

  static final String PROLONG =
      """
      update task set lease_until = clock_timestamp() + :lease * interval '1 millisecond'
      where id = cast(:task as uuid) and fence = :fence and lease_until is not null
      """;

  /** A job that was asked to stop meanwhile does not wait for that. */
  static final String POSTPONE =
      """
      update task
      set lease_until = null, worker = null, attempts = :attempts,
        not_before = clock_timestamp()
          + case when state = 'RUNNING' and stop_reason is not null then 0 else cast(:pause as bigint) end
            * interval '1 millisecond'
      where id = cast(:task as uuid) and fence = :fence
      """;

  /** A job that was asked to stop meanwhile does not rest. */
  static final String REST =
      """
      update task
      set lease_until = null, worker = null,
        resting = state <> 'RUNNING' or stop_reason is null,
        not_before = clock_timestamp()
          + case when state = 'RUNNING' and stop_reason is not null then 0 else cast(:pause as bigint) end
            * interval '1 millisecond'
      where id = cast(:task as uuid) and fence = :fence
      """;

  static final String HOLD =
      """
      update task
      set sequence = sequence + 1, attempts = case when :goesOn then 0 else attempts end
      where id = cast(:task as uuid) and fence = :fence and state in ('RUNNING', 'UNDOING')
      returning sequence, stop_reason, stop_requested_by
      """;

  static final String SAVE_STEP =
      """
      insert into step (task_id, position, module, version, name, state)
      values (cast(:task as uuid), :position, :module, :version, :name, :state)
      on conflict (task_id, module, name) do update
      set position = excluded.position, state = excluded.state, changed_at = clock_timestamp()
      """;

  /** Both in one statement, because every step is completed so. */
  static final String HOLD_AND_SAVE_STEP =
      """
      with held as (
        update task
        set sequence = sequence + 1, attempts = 0
        where id = cast(:task as uuid) and fence = :fence and state in ('RUNNING', 'UNDOING')
        returning id, sequence, stop_reason, stop_requested_by),
      saved as (
        insert into step (task_id, position, module, version, name, state)
        select id, :position, :module, :version, :name, :state from held
        on conflict (task_id, module, name) do update
        set position = excluded.position, state = excluded.state, changed_at = clock_timestamp())
      select sequence, stop_reason, stop_requested_by from held
      """;

  static final String TURN_BACK =
      """
      update task
      set state = 'UNDOING', failure = cast(cast(:failure as text) as jsonb), lease_until = null,
        worker = null, attempts = 0
      where id = cast(:task as uuid)
      """;

  static final String END =
      """
      update task
      set state = :state, ended_at = clock_timestamp(), lease_until = null, worker = null
      where id = cast(:task as uuid)
      """;

  static final String ASSIGN_DATABASE =
      """
      insert into tenant_database (tenant_id, server, database)
      values (:tenant, :server, :database)
      on conflict (tenant_id) do nothing
      """;

  static final String CLOSE_UP =
      """
      update task set sequence = sequence + 1
      where id = cast(:task as uuid) and state not in ('RUNNING', 'UNDOING')
      returning sequence
      """;

  static final String LOAD =
      """
      select cast(count(*) filter (
          where lease_until is null or lease_until < clock_timestamp()) as int),
        cast(count(*) filter (where lease_until >= clock_timestamp()) as int),
        cast(coalesce(
          extract(epoch from clock_timestamp() - min(created_at)) * 1000, 0) as bigint)
      from task where state in ('RUNNING', 'UNDOING')
      """;

  static final String LAST_WITH =
      """
      select id from task
      where tenant_id = :tenant and kind = 'JOB' and state = 'COMPLETED'
        and exists (
          select from jsonb_array_elements(plan -> 'items') as item
          where item ->> 'module' = :module and item ->> 'version' = :version
            and coalesce(item ->> 'action', '') <> 'REMOVE')
      order by number desc
      limit 1
      """;

  private TaskSql() {}
}
