-- Tasks are taken in the order in which they became ready, no longer in that of their numbers.
drop index task_work;
create index task_work on task (not_before, number) where state in ('RUNNING', 'UNDOING');
