-- What was used and who may pay for it. usage_run holds the facts (what ran from when to when, by
-- the cloud's clock); usage_segment says for every second of them who pays.

-- The payer of a workspace; exactly one at any instant since it exists.
CREATE TABLE payer_binding (
  workspace  uuid        NOT NULL REFERENCES workspace (id),
  kind       text        NOT NULL CHECK (kind IN ('CREDIT', 'BILLING_ACCOUNT')),
  payer      text        NOT NULL, -- the researcher's id, or the billing account's name
  bound_from timestamptz NOT NULL,
  bound_to   timestamptz,
  PRIMARY KEY (workspace, bound_from),
  CHECK (bound_to > bound_from),
  EXCLUDE USING gist (workspace WITH =, tstzrange(bound_from, bound_to) WITH &&)
);

-- A researcher's grants, burning together. Everything that touches their money locks this row.
CREATE TABLE credit_pool (
  researcher       uuid        PRIMARY KEY REFERENCES person (id),
  status           text        NOT NULL CHECK (status IN ('NONE', 'ACTIVE', 'EXHAUSTED', 'EXPIRED')),
  ended_at         timestamptz, -- when the credit ended; null while it can pay
  settled_to       timestamptz NOT NULL,
  epoch            bigint      NOT NULL CHECK (epoch >= 1),
  revision         int         NOT NULL DEFAULT 0, -- how often its books were corrected
  deadline         timestamptz, -- the earliest instant at which something has to happen
  ends_at          timestamptz, -- the last second the credit can pay at this pace
  machines_stop_at timestamptz,
  stop_ordered     boolean     NOT NULL DEFAULT false, -- machines have been told to stop before this end
  settle_due       timestamptz, -- null while nothing burns
  created_at       timestamptz NOT NULL,
  CHECK ((status IN ('NONE', 'ACTIVE')) = (ended_at IS NULL))
);
CREATE INDEX credit_pool_by_deadline ON credit_pool (deadline) WHERE deadline IS NOT NULL;
CREATE INDEX credit_pool_by_settle_due ON credit_pool (settle_due) WHERE settle_due IS NOT NULL;

-- The state of a pool at each instant its books were settled to: where a correction starts over.
CREATE TABLE pool_mark (
  researcher uuid        NOT NULL REFERENCES credit_pool (researcher),
  settled_to timestamptz NOT NULL,
  status     text        NOT NULL,
  ended_at   timestamptz,
  PRIMARY KEY (researcher, settled_to)
);

CREATE TABLE credit_grant (
  id             uuid        PRIMARY KEY,
  researcher     uuid        NOT NULL REFERENCES credit_pool (researcher),
  programme      text        NOT NULL,
  once           boolean     NOT NULL, -- given once per person and programme
  reason         text        NOT NULL CHECK (reason <> ''),
  promotional    boolean     NOT NULL,
  priority       smallint    NOT NULL,
  amount_nanos   bigint      NOT NULL CHECK (amount_nanos > 0),
  effective_at   timestamptz NOT NULL,
  expires_at     timestamptz,
  expiry_version int         NOT NULL DEFAULT 1,
  granted_by     uuid        REFERENCES person (id), -- null: by the programme's rule
  granted_at     timestamptz NOT NULL,
  CHECK (expires_at > effective_at)
);
CREATE UNIQUE INDEX credit_grant_once ON credit_grant (researcher, programme) WHERE once;
CREATE INDEX credit_grant_by_researcher ON credit_grant (researcher);

CREATE TABLE grant_revocation (
  id           uuid        PRIMARY KEY,
  grant_id     uuid        NOT NULL REFERENCES credit_grant (id),
  amount_nanos bigint      NOT NULL CHECK (amount_nanos > 0),
  reason       text        NOT NULL CHECK (reason <> ''),
  revoked_by   uuid        NOT NULL REFERENCES person (id),
  revoked_at   timestamptz NOT NULL
);
CREATE INDEX grant_revocation_by_grant ON grant_revocation (grant_id);

-- What ran, by the cloud's instants, floored to the second.
CREATE TABLE usage_run (
  id            uuid        PRIMARY KEY,
  resource_kind text        NOT NULL CHECK (resource_kind IN ('MACHINE', 'DISK')),
  resource      uuid        NOT NULL,
  workspace     uuid        NOT NULL REFERENCES workspace (id),
  researcher    uuid        NOT NULL REFERENCES credit_pool (researcher),
  type          text        NOT NULL, -- machine type or disk type
  observed_start timestamptz NOT NULL, -- to the cloud's own precision: tells runs within one second apart
  started_at    timestamptz NOT NULL CHECK (started_at = date_trunc('second', started_at, 'UTC')),
  stopped_at    timestamptz CHECK (stopped_at = date_trunc('second', stopped_at, 'UTC')),
  estimated     boolean     NOT NULL DEFAULT false, -- closed at the last proof of life
  launch_failed boolean     NOT NULL DEFAULT false, -- never reached people: the platform pays
  CHECK (stopped_at >= started_at),
  EXCLUDE USING gist (resource_kind WITH =, resource WITH =, tstzrange(started_at, stopped_at) WITH &&)
);
CREATE INDEX usage_run_by_resource ON usage_run (resource_kind, resource, started_at);
CREATE INDEX usage_run_by_pool ON usage_run (researcher, stopped_at);
CREATE INDEX usage_run_open_by_workspace ON usage_run (workspace) WHERE stopped_at IS NULL;

-- What a run is made of, each with a constant quantity in the price's sub-units.
CREATE TABLE usage_part (
  run      uuid   NOT NULL REFERENCES usage_run (id),
  sku_key  text   NOT NULL,
  quantity bigint NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (run, sku_key)
);

-- One part of one run and one payer over [start_at, end_at). Where a correction finds that a later
-- second had another payer, the segments of that stretch are cut anew; the books only ever grow.
CREATE TABLE usage_segment (
  id            uuid        PRIMARY KEY,
  run           uuid        NOT NULL REFERENCES usage_run (id),
  resource_kind text        NOT NULL,
  resource      uuid        NOT NULL,
  workspace     uuid        NOT NULL,
  researcher    uuid        NOT NULL,
  sku_key       text        NOT NULL,
  quantity      bigint      NOT NULL CHECK (quantity > 0),
  payer_kind    text        NOT NULL CHECK (payer_kind IN ('CREDIT', 'BILLING_ACCOUNT', 'PLATFORM')),
  payer         text        NOT NULL, -- the researcher, the billing account, or the platform's cause
  start_at      timestamptz NOT NULL,
  end_at        timestamptz,
  settled_to    timestamptz NOT NULL,
  finished      boolean     NOT NULL DEFAULT false, -- ended, settled and handed over: owes nothing more
  CHECK (end_at >= start_at),
  CHECK (settled_to >= start_at),
  CHECK (payer_kind <> 'PLATFORM' OR payer IN ('OVERRUN', 'GRACE', 'FAILED_LAUNCH', 'ORPHAN')),
  FOREIGN KEY (run, sku_key) REFERENCES usage_part (run, sku_key),
  EXCLUDE USING gist (
    resource_kind WITH =, resource WITH =, sku_key WITH =, tstzrange(start_at, end_at) WITH &&)
);
CREATE INDEX usage_segment_by_run ON usage_segment (run, start_at);
CREATE INDEX usage_segment_unfinished ON usage_segment (researcher) WHERE NOT finished;

GRANT SELECT, INSERT, UPDATE ON payer_binding, credit_pool, usage_run TO stipend_app;
GRANT SELECT, INSERT ON credit_grant, grant_revocation, usage_part TO stipend_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON pool_mark TO stipend_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_segment TO stipend_app;
