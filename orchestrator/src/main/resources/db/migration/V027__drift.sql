-- Holding the rows against what a place has. A pass is due, is run by one workflow, and says what it
-- found; its pages stay until then.
CREATE TABLE reconcile_pass (
  id          uuid        PRIMARY KEY,
  provider    text        NOT NULL CHECK (provider IN ('local', 'gce')),
  region      text,
  due         timestamptz NOT NULL,
  dry_run     boolean     NOT NULL,
  asked_by    uuid        REFERENCES person (id), -- null: its time had come
  started_at  timestamptz,
  finished_at timestamptz,
  outcome     text        CHECK (outcome IN ('DONE', 'SWITCHED_OFF', 'BILLING_OFF', 'EMPTY_LISTING', 'NOT_LISTED')),
  machines    int         NOT NULL DEFAULT 0, -- listed
  disks       int         NOT NULL DEFAULT 0,
  found       int         NOT NULL DEFAULT 0,
  findings    jsonb,                          -- the first of them, as they are shown
  CHECK ((finished_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX reconcile_pass_due ON reconcile_pass (provider, coalesce(region, ''), due);
CREATE INDEX reconcile_pass_unfinished ON reconcile_pass (due) WHERE finished_at IS NULL;

CREATE TABLE reconcile_page (
  pass    uuid  NOT NULL REFERENCES reconcile_pass (id) ON DELETE CASCADE,
  number  int   NOT NULL,
  content jsonb NOT NULL,
  PRIMARY KEY (pass, number)
);

-- A difference between the rows and a place, from the pass that saw it first to the last without a
-- pass between that did not see it. Seen again later it is another.
CREATE TABLE drift (
  id             uuid        PRIMARY KEY,
  provider       text        NOT NULL CHECK (provider IN ('local', 'gce')),
  region         text,
  kind           text        NOT NULL CHECK (kind IN ('UNKNOWN_MACHINE', 'OLDER_MACHINE', 'RUNS_UNWANTED', 'MACHINE_OFF',
                                                      'MACHINE_LOST', 'UNKNOWN_DISK', 'DISK_LOST')),
  name           text        NOT NULL, -- the cloud's
  zone           text,
  runtime        uuid,                 -- as its labels say: there may be none
  disk           uuid,
  type           text,
  size_gib       bigint      NOT NULL,
  burns          boolean     NOT NULL,
  made_at        timestamptz,
  first_seen     timestamptz NOT NULL,
  last_seen      timestamptz NOT NULL,
  times          int         NOT NULL CHECK (times > 0),
  last_pass      uuid        NOT NULL, -- which counted it last
  quarantined_at timestamptz,
  done           text        CHECK (done IN ('QUARANTINE', 'LOOK', 'STOP', 'DELETE')), -- last
  done_at        timestamptz,
  refused        text,                 -- by the cloud, in words, when that was tried last
  next           text        CHECK (next IN ('QUARANTINE', 'LOOK', 'STOP', 'DELETE')),
  next_at        timestamptz,
  ended_at       timestamptz,          -- when a pass did not see it any more
  -- where the platform pays: from which sighting to which it cost, and up to where that is booked
  charged_from   timestamptz,
  charged_to     timestamptz,
  booked_to      timestamptz,
  CHECK (charged_to >= charged_from)
);
CREATE UNIQUE INDEX drift_open ON drift (provider, coalesce(region, ''), kind, name, coalesce(zone, '')) WHERE ended_at IS NULL;
CREATE INDEX drift_charged ON drift (id) WHERE charged_from IS NOT NULL;
CREATE INDEX drift_by_age ON drift (first_seen, id) WHERE ended_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON drift TO stipend_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON reconcile_pass TO stipend_app;
GRANT SELECT, INSERT, DELETE ON reconcile_page TO stipend_app;
