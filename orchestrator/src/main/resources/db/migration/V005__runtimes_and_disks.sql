CREATE TABLE disk (
  id           uuid PRIMARY KEY,
  workspace    uuid        NOT NULL REFERENCES workspace (id),
  owner        uuid        NOT NULL REFERENCES person (id),
  type         text        NOT NULL,
  size_gib     bigint      NOT NULL CHECK (size_gib > 0),
  desired      text        NOT NULL CHECK (desired IN ('PRESENT', 'DELETED')),
  state        text        NOT NULL CHECK (state IN ('CREATING', 'READY', 'DELETING', 'DELETED')),
  generation   bigint      NOT NULL,
  requested_at timestamptz NOT NULL,
  created_at   timestamptz,
  last_used_at timestamptz,
  deleted_at   timestamptz
);
CREATE INDEX disk_by_workspace ON disk (workspace) WHERE state <> 'DELETED';
CREATE INDEX disk_unconverged ON disk (id) WHERE desired = 'DELETED' AND state <> 'DELETED';

-- What should be (desired, counted by generation) and what the cloud showed (machine).
CREATE TABLE runtime (
  id             uuid PRIMARY KEY,
  workspace      uuid        NOT NULL REFERENCES workspace (id),
  owner          uuid        NOT NULL REFERENCES person (id),
  provider       text        NOT NULL,
  tool           text        NOT NULL,
  machine_type   text        NOT NULL,
  disk           uuid        NOT NULL REFERENCES disk (id),
  disk_made      boolean     NOT NULL,  -- by this runtime's launch
  created_at     timestamptz NOT NULL,

  desired        text        NOT NULL CHECK (desired IN ('RUNNING', 'STOPPED', 'DELETED')),
  drop_disk      boolean     NOT NULL DEFAULT false,
  generation     bigint      NOT NULL,
  wish           bigint      NOT NULL,  -- generation of the last command: the timeline on screen
  cause          text        NOT NULL,  -- of that wish: PERSON, CREDIT, RUN_LIMIT

  state          text        NOT NULL CHECK (state IN ('STARTING', 'RUNNING', 'UPDATING', 'STOPPING',
                                                       'STOPPED', 'FAILED', 'DELETING', 'DELETED', 'FROZEN')),
  since          timestamptz NOT NULL,
  -- NONE: proven not to exist; STARTING: may exist; OFF: exists, not running
  machine        text        NOT NULL CHECK (machine IN ('NONE', 'STARTING', 'STARTED', 'LISTENING', 'HEALTHY', 'OFF')),
  vm_generation  bigint      NOT NULL DEFAULT 0,  -- in which the machine was made: its name
  run_generation bigint      NOT NULL DEFAULT 0,  -- for which its present or last run was started
  run_limit      interval,
  started_at     timestamptz,
  runs_until     timestamptz,
  address        text,
  secret         text,
  was_running    boolean     NOT NULL DEFAULT false,  -- a person could open it at least once

  failure_code   text,
  failure_cause  text,
  log_tail       text,
  deleted_at     timestamptz
);
-- One live runtime per tool, person and workspace; one live runtime per disk.
CREATE UNIQUE INDEX runtime_live ON runtime (owner, workspace, tool) WHERE desired <> 'DELETED';
CREATE UNIQUE INDEX runtime_holds_disk ON runtime (disk) WHERE state <> 'DELETED';
CREATE INDEX runtime_by_workspace ON runtime (workspace) WHERE state <> 'DELETED';

-- The timeline: when each step of a wish began and ended.
CREATE TABLE runtime_step (
  runtime     uuid        NOT NULL REFERENCES runtime (id),
  wish        bigint      NOT NULL,
  position    smallint    NOT NULL,
  name        text        NOT NULL,
  started_at  timestamptz NOT NULL,
  finished_at timestamptz,
  failed      boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (runtime, wish, name)
);
CREATE INDEX runtime_step_usual ON runtime_step (name, started_at DESC) WHERE finished_at IS NOT NULL AND NOT failed;

GRANT SELECT, INSERT, UPDATE ON disk, runtime TO stipend_app;
GRANT SELECT, INSERT, UPDATE ON runtime_step TO stipend_app;
