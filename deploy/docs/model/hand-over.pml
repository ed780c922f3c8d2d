/*
 * How a job passes from one worker to the next when workers die and freeze. README.md tells what is
 * modelled and what each flag takes away.
 *
 * Everything is a guarded step of a worker, of the database server, of time, or of fate; a step is
 * what commits, or what reaches the server, in one go. A frozen worker takes no step, while what it
 * had sent goes on at the server.
 */

#ifndef WORKERS
#define WORKERS 2
#endif
#ifndef FAULTS
#define FAULTS 3
#endif
#define STEPS 2

#ifdef NO_FENCE
#define NO_TASK_FENCE
#define NO_RUN_FENCE
#endif

/* Two deliveries can make two tasks only where nothing remembers the first. */
#ifdef NO_INBOX
#define TASKS 2
#else
#define TASKS 1
#endif

#define NOBODY 255

/* --- the installer's own database ------------------------------------------------------------ */

mtype = { NO_TASK, RUNNING, COMPLETED, UNDOING, UNDONE };

mtype taskState[TASKS] = NO_TASK;
byte taskFence[TASKS];
bool leased[TASKS];
byte stepsDone[TASKS];
bool inbox;

/* Not in the database: who claimed last, and how often the saga was told that the job is over. */
byte owner[TASKS] = NOBODY;
byte outcomes;

/* --- the database that the module is installed into -------------------------------------------- */

mtype = { NONE, PREPARED, PINNED, DONE };

byte fence;
byte fenceLock = NOBODY;      /* whose transaction of the platform has the fence's row */
byte loginOf = NOBODY;        /* whose password opens the module's role; nobody's: NOLOGIN */
mtype runState[STEPS] = NONE;
byte runFence[STEPS];
byte runXid[STEPS] = NOBODY;  /* whose session has the pinned transaction; nobody's: it is over */
byte applied[STEPS];          /* not in the database: how often the step's scripts are in effect */

/* The module's sessions at the server, one for each worker. LOGGING_IN is past the check of LOGIN
   and not to be seen by others yet; FINISHING has finish_run and COMMIT before it, with the run's
   row (HAS_RUN) and the fence's (HAS_FENCE) locked one after the other. */
mtype = { CLOSED, LOGGING_IN, OPEN, FINISHING, HAS_RUN, HAS_FENCE };

mtype session[WORKERS] = CLOSED;
byte sessionStep[WORKERS];
bool committed[WORKERS];      /* the client was told so */

/* --- workers ------------------------------------------------------------------------------------ */

mtype = {
  IDLE, START, TOKEN, EXCLUDE, END_SESSIONS, LOOK, ENTER, PREPARE, LEAVE, DROP,
  LOGIN, PIN, SCRIPTS, AWAIT, READ, DISMISS, RECORD, FINISH, FAIL, ROLLED_BACK, POSTPONE, LOST
};

mtype at[WORKERS] = IDLE;
mtype then[WORKERS] = IDLE;   /* where DISMISS leads */
bool up[WORKERS] = true;
bool dead[WORKERS];
byte task[WORKERS];
byte token[WORKERS];          /* the claim's */
byte runToken[WORKERS];       /* with which it comes to the module's database */
byte step[WORKERS];
bool undoes[WORKERS];         /* what it knows of the task since it was claimed */
mtype saw[WORKERS] = NONE;    /* the run's record, where it is read before the fence is locked */
mtype trouble[WORKERS] = NONE;

/* A property of the package: its last step's script fails. */
bool broken;

byte faults = FAULTS;

#define isLocked(s) (lockedBy(0, s) || lockedBy(1, s) || lockedByThird(s))
#define lockedBy(k, s) ((session[k] == HAS_RUN || session[k] == HAS_FENCE) && sessionStep[k] == s)
#if WORKERS > 2
#define lockedByThird(s) lockedBy(2, s)
#define fenceIsFree (fenceLock == NOBODY && isApart(0) && isApart(1) && isApart(2))
#define nobodyIn (isOut(0) && isOut(1) && isOut(2))
#define living (up[0] + up[1] + up[2])
#else
#define lockedByThird(s) false
#define fenceIsFree (fenceLock == NOBODY && isApart(0) && isApart(1))
#define nobodyIn (isOut(0) && isOut(1))
#define living (up[0] + up[1])
#endif
/* Locks are given in the order in which they were asked for. */
#define isApart(k) (session[k] != HAS_FENCE && session[k] != HAS_RUN)
#define isOut(k) (session[k] == CLOSED || session[k] == LOGGING_IN)

#ifdef NO_TASK_FENCE
#define isOurs(w) true
#else
#define isOurs(w) (taskFence[task[w]] == token[w])
#endif

#ifdef NO_RUN_FENCE
#define isYoungest(w) true
#define isRunOurs(w) true
#define isRunYoungest(s) true
#else
#define isYoungest(w) (fence <= runToken[w])
#define isRunOurs(w) (runFence[step[w]] == runToken[w])
#define isRunYoungest(s) (fence == runFence[s])
#endif

#define isOver(t) (taskState[t] == COMPLETED || taskState[t] == UNDONE)

/* Tokens only ever rise; here they are numbered afresh at each draw, because only their order
   matters and numbers without end would be states without end. */
inline draw(new) {
  d_step {
    value = 1;
    do
    :: value <= 12 ->
      used = (fence == value);
      for (i : 0 .. TASKS - 1) { used = used || taskFence[i] == value }
      for (i : 0 .. STEPS - 1) { used = used || runFence[i] == value }
      for (i : 0 .. WORKERS - 1) { used = used || token[i] == value || runToken[i] == value }
      if
      :: used -> value++
      :: else ->
        more = false;
        lower(fence);
        for (i : 0 .. TASKS - 1) { lower(taskFence[i]) }
        for (i : 0 .. STEPS - 1) { lower(runFence[i]) }
        for (i : 0 .. WORKERS - 1) { lower(token[i]); lower(runToken[i]) }
        if
        :: more
        :: else -> break
        fi
      fi
    :: else -> assert(false)
    od;
    new = value;
    value = 0; used = false; more = false; i = 0
  }
}

inline lower(number) {
  if
  :: number > value -> number--; more = true
  :: else
  fi
}

/* The server ends a session; a transaction that has not committed is rolled back. */
inline endSession(k) {
  if
  :: runXid[sessionStep[k]] == k && runState[sessionStep[k]] == PINNED ->
    runXid[sessionStep[k]] = NOBODY
  :: else
  fi;
  session[k] = CLOSED
}

inline forget(w) {
  at[w] = IDLE; then[w] = IDLE; token[w] = 0; runToken[w] = 0; step[w] = 0; task[w] = 0;
  undoes[w] = false; saw[w] = NONE; trouble[w] = NONE; committed[w] = false
}

/* Every write of a worker about its task holds the task's row first. */
#define held(w) (isOurs(w) && !isOver(task[w]))

inline written(w) {
  /* No step is recorded by a worker that lost its task. */
  assert(owner[task[w]] == w && taskFence[task[w]] == token[w])
}

inline claim(t) {
  draw(taskFence[t]);
  leased[t] = true;
  owner[t] = w;
  task[w] = t;
  token[w] = taskFence[t];
  runToken[w] = taskFence[t];
  undoes[w] = (taskState[t] == UNDOING);
  step[w] = (undoes[w] -> 0 : stepsDone[t]);
  at[w] = (step[w] == STEPS -> FINISH : START)
}

inline prepare(w) {
  fence = runToken[w];
  runState[step[w]] = PREPARED;
  runFence[step[w]] = runToken[w];
  runXid[step[w]] = NOBODY;
  loginOf = w;
  fenceLock = NOBODY;
  at[w] = LOGIN
}

proctype Worker(byte w) {
  byte value, i, k; bool used, more;
end:
  do
  /* Any task that is not over and has no living worker. */
  :: atomic { up[w] && at[w] == IDLE &&
      (taskState[0] == RUNNING || taskState[0] == UNDOING) && !leased[0] -> claim(0) }
#if TASKS > 1
  :: atomic { up[w] && at[w] == IDLE &&
      (taskState[1] == RUNNING || taskState[1] == UNDOING) && !leased[1] -> claim(1) }
#endif

  /* The heartbeat's own thread. */
  :: atomic { up[w] && at[w] != IDLE && isOurs(w) && !isOver(task[w]) && !leased[task[w]] ->
      leased[task[w]] = true }

  /* The step is noted before it is begun. */
  :: atomic { up[w] && at[w] == START ->
      if
      :: held(w) -> written(w); at[w] = TOKEN
      :: else -> at[w] = LOST
      fi }

  /* Where the token is the claim's, there is nothing to do here. */
  :: atomic { up[w] && at[w] == TOKEN ->
#ifdef LATE_TOKEN
      draw(runToken[w]);
#endif
#ifdef HELD_TOKEN
      if
      :: held(w) -> draw(runToken[w]); at[w] = EXCLUDE
      :: else -> at[w] = LOST
      fi }
#else
      at[w] = EXCLUDE }
#endif

  /* Take-over, first half: nobody logs in any more, and who is in is thrown out. */
  :: atomic { up[w] && at[w] == EXCLUDE -> loginOf = NOBODY; at[w] = END_SESSIONS }
  :: atomic { up[w] && at[w] == END_SESSIONS ->
#ifndef NO_TERMINATE
      for (k : 0 .. WORKERS - 1) {
        if
        :: session[k] == OPEN || session[k] == FINISHING || session[k] == HAS_RUN -> endSession(k)
        :: session[k] == HAS_FENCE -> endSession(k)
        :: session[k] == HAS_FENCE   /* COMMIT cannot be interrupted, and the wait for it is bounded */
        :: session[k] == CLOSED || session[k] == LOGGING_IN
        fi
      }
      k = 0;
#endif
#ifdef ONE_STATEMENT
      at[w] = LOOK }
  :: atomic { up[w] && at[w] == LOOK -> saw[w] = runState[step[w]];
#endif
      at[w] = ENTER }

  /* Take-over, second half, in one transaction: lock the fence, read the record, prepare the run and
     let the role in. */
  :: atomic { up[w] && at[w] == ENTER && fenceIsFree ->
      fenceLock = w;
      if
      :: !isYoungest(w) -> then[w] = LOST; at[w] = LEAVE
      :: isYoungest(w) && undoes[w] -> at[w] = DROP
      :: isYoungest(w) && !undoes[w] ->
#ifdef ONE_STATEMENT
        /* What was committed while it waited is a break-out to it. */
        assert(!(saw[w] == PINNED && runState[step[w]] == DONE));
        saw[w] = NONE;
#endif
        if
#ifndef NO_RECORD
        :: runState[step[w]] == DONE -> fence = runToken[w]; then[w] = RECORD; at[w] = LEAVE
        :: runState[step[w]] == PINNED && runXid[step[w]] != NOBODY ->
          then[w] = POSTPONE; at[w] = LEAVE
#endif
        :: else -> at[w] = PREPARE
        fi
      fi }
  :: atomic { up[w] && at[w] == LEAVE ->
      if
      :: fenceLock == w -> fenceLock = NOBODY; at[w] = then[w]
      :: else -> at[w] = POSTPONE
      fi;
      then[w] = IDLE }
  :: atomic { up[w] && at[w] == PREPARE ->
      if
      :: fenceLock != w -> at[w] = POSTPONE          /* the server had ended the transaction */
      :: fenceLock == w && !isLocked(step[w]) -> prepare(w)
      /* A deadlock with a session in finish_run: the server ends one of the two. */
      :: fenceLock == w && isLocked(step[w]) -> fenceLock = NOBODY; at[w] = POSTPONE
      :: fenceLock == w && isLocked(step[w]) ->
        for (k : 0 .. WORKERS - 1) {
          if
          :: session[k] == HAS_RUN && sessionStep[k] == step[w] -> endSession(k)
          :: else
          fi
        }
        k = 0;
        prepare(w)
      fi }

  /* The undo: what the runs made goes, and their records with it. It waits for who is still in, but
     not for ever. */
  :: atomic { up[w] && at[w] == DROP ->
      if
      :: fenceLock != w -> at[w] = POSTPONE
      :: fenceLock == w && !nobodyIn -> fenceLock = NOBODY; at[w] = POSTPONE
      :: fenceLock == w && nobodyIn ->
        fence = runToken[w];
        for (i : 0 .. STEPS - 1) {
          applied[i] = 0; runState[i] = NONE; runFence[i] = 0; runXid[i] = NOBODY
        }
        i = 0;
        fenceLock = NOBODY;
        at[w] = ROLLED_BACK
      fi }

  /* The module's session. */
  :: atomic { up[w] && at[w] == LOGIN && session[w] == CLOSED ->
      if
      :: loginOf == w -> session[w] = LOGGING_IN; sessionStep[w] = step[w]; at[w] = PIN
      :: else -> then[w] = POSTPONE; at[w] = DISMISS
      fi }
  :: atomic { up[w] && at[w] == PIN && session[w] != LOGGING_IN && !isLocked(step[w]) ->
      if
      :: runState[step[w]] == PREPARED && isRunOurs(w) ->
        runState[step[w]] = PINNED;
        runXid[step[w]] = (session[w] == OPEN -> w : NOBODY);
        at[w] = SCRIPTS
      :: else -> endSession(w); trouble[w] = LOST; at[w] = READ
      fi }
  :: atomic { up[w] && at[w] == SCRIPTS ->
      if
      :: session[w] == CLOSED -> trouble[w] = POSTPONE; at[w] = READ
      :: session[w] == OPEN && broken && step[w] == STEPS - 1 ->
        endSession(w); trouble[w] = FAIL; at[w] = READ
      :: session[w] == OPEN && !(broken && step[w] == STEPS - 1) ->
        session[w] = FINISHING; at[w] = AWAIT
      fi }
  :: atomic { up[w] && at[w] == AWAIT && session[w] == CLOSED ->
      if
      :: committed[w] -> committed[w] = false; then[w] = RECORD; at[w] = DISMISS
      :: else -> trouble[w] = POSTPONE; at[w] = READ
      fi }

  /* What came of it is told by the record alone. */
  :: atomic { up[w] && at[w] == READ ->
      if
      :: runState[step[w]] == DONE -> then[w] = RECORD
      :: runState[step[w]] == PINNED && runXid[step[w]] != NOBODY -> then[w] = POSTPONE
      :: else -> then[w] = trouble[w]
      fi;
      trouble[w] = NONE;
      at[w] = DISMISS }
  :: atomic { up[w] && at[w] == DISMISS -> loginOf = NOBODY; at[w] = then[w]; then[w] = IDLE }

  /* The ledger. */
  :: atomic { up[w] && at[w] == RECORD ->
      if
      :: held(w) ->
        written(w);
        step[w]++;
        stepsDone[task[w]] = step[w];
        at[w] = (step[w] == STEPS -> FINISH : START)
      :: else -> at[w] = LOST
      fi }
  :: atomic { up[w] && at[w] == FINISH ->
      if
      :: held(w) ->
        written(w);
        taskState[task[w]] = COMPLETED; leased[task[w]] = false;
        outcomes++;
        /* A completed job is completed once, and everything of it is there once. */
        assert(outcomes == 1);
        for (i : 0 .. STEPS - 1) { assert(applied[i] == 1) }
        i = 0;
        forget(w)
      :: else -> at[w] = LOST
      fi }
  :: atomic { up[w] && at[w] == FAIL ->
      if
      :: held(w) ->
        written(w);
        /* A job fails only for what is wrong with its scripts. */
        assert(broken);
        taskState[task[w]] = UNDOING; leased[task[w]] = false;
        forget(w)
      :: else -> at[w] = LOST
      fi }
  :: atomic { up[w] && at[w] == ROLLED_BACK ->
      if
      :: held(w) ->
        written(w);
        taskState[task[w]] = UNDONE; leased[task[w]] = false;
        outcomes++;
        assert(outcomes == 1);
        for (i : 0 .. STEPS - 1) { assert(applied[i] == 0) }
        i = 0;
        forget(w)
      :: else -> at[w] = LOST
      fi }
  :: atomic { up[w] && at[w] == POSTPONE ->
      if
      :: isOurs(w) -> leased[task[w]] = false
      :: else
      fi;
      forget(w) }
  /* It lets the task be; the lease runs out, if it is not another's already. */
  :: atomic { up[w] && at[w] == LOST -> forget(w) }
  od
}

#ifdef NO_PIN
#define isPinned(k) true
#else
#define isPinned(k) (runState[sessionStep[k]] == PINNED && runXid[sessionStep[k]] == k)
#endif

/* The server's part of a module's session; it goes on whether the client lives or not. */
proctype Session(byte k) {
end:
  do
  :: atomic { session[k] == LOGGING_IN -> session[k] = OPEN }
  :: atomic { session[k] == FINISHING && !isLocked(sessionStep[k]) ->
      if
      :: isPinned(k) -> session[k] = HAS_RUN
      :: else -> endSession(k)
      fi }
  :: atomic { session[k] == HAS_RUN && fenceLock == NOBODY ->
      if
      :: isRunYoungest(sessionStep[k]) -> session[k] = HAS_FENCE
      :: else -> endSession(k)
      fi }
  :: atomic { session[k] == HAS_FENCE ->
      applied[sessionStep[k]]++;
      /* Every migration is applied at most once in effect, and never for a job that was undone. */
      assert(applied[sessionStep[k]] == 1);
      assert(taskState[0] != UNDONE);
      runState[sessionStep[k]] = DONE;
      runXid[sessionStep[k]] = NOBODY;
      committed[k] = !dead[k];
      session[k] = CLOSED }
  od
}

/* Leases run out unless somebody lives to prolong them; the server rolls back what a client that is
   gone, or that keeps still for too long, has left open. */
#define worksOn(w, t) (up[w] && at[w] != IDLE && task[w] == t && taskFence[t] == token[w])
#if WORKERS > 2
#define isCaredFor(t) (worksOn(0, t) || worksOn(1, t) || worksOn(2, t))
#else
#define isCaredFor(t) (worksOn(0, t) || worksOn(1, t))
#endif

proctype Time() {
end:
  do
  :: atomic { leased[0] && !isCaredFor(0) -> leased[0] = false }
#if TASKS > 1
  :: atomic { leased[1] && !isCaredFor(1) -> leased[1] = false }
#endif
#ifdef NO_IDLE_LIMIT
  :: atomic { fenceLock != NOBODY && dead[fenceLock] -> fenceLock = NOBODY }
#else
  :: atomic { fenceLock != NOBODY && !up[fenceLock] -> fenceLock = NOBODY }
#endif
  od
}

/* JobApproved: what it causes commits together with its place in the inbox. */
inline take(number) {
#ifdef NO_INBOX
  taskState[number] = RUNNING
#else
  if
#ifndef JOB_ID_ALONE
  :: inbox
#endif
  :: (inbox == false) && taskState[0] == NO_TASK -> taskState[0] = RUNNING
  :: (inbox == false) && taskState[0] != NO_TASK
  fi;
#ifndef JOB_ID_ALONE
  inbox = true
#endif
#endif
}

/* Strikes as often as FAULTS says, and always leaves one worker alone: a worker freezes, dies, or gives
   no sign of life in time although it is well. */
inline strike(w) {
  if
  :: up[w] && living > 1 -> up[w] = false; faults--                                   /* SIGSTOP */
  :: !dead[w] && living - up[w] > 0 -> up[w] = false; dead[w] = true; faults--; forget(w)
  :: up[w] && at[w] != IDLE && isOurs(w) && leased[task[w]] -> leased[task[w]] = false; faults--
  :: else
  fi
}

/* What may happen at any time and does not have to. */
proctype Fate() {
  bool again;
  do
  :: atomic { !again -> again = true; take(1) }                  /* Kafka delivers at least once */
  :: atomic { faults > 0 -> strike(0) }
  :: atomic { faults > 0 -> strike(1) }
  :: atomic { !up[0] && !dead[0] -> up[0] = true }
  :: atomic { !up[1] && !dead[1] -> up[1] = true }
  :: atomic { dead[0] && session[0] == OPEN -> endSession(0) }
  :: atomic { dead[1] && session[1] == OPEN -> endSession(1) }
#if WORKERS > 2
  :: atomic { faults > 0 -> strike(2) }
  :: atomic { !up[2] && !dead[2] -> up[2] = true }
  :: atomic { dead[2] && session[2] == OPEN -> endSession(2) }
#endif
  :: break
  od
}

init {
  byte w;
  atomic {
    take(0);
    if
    :: broken = true
    :: skip
    fi;
    for (w : 0 .. WORKERS - 1) { run Worker(w); run Session(w) }
    w = 0;
    run Time();
    run Fate()
  }
}

ltl ends { <> (isOver(0)) }
