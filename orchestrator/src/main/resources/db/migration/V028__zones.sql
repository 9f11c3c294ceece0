-- Where a place has zones, a disk lies in one, and a machine is where its disk is.
ALTER TABLE provider ADD COLUMN zones text[] NOT NULL DEFAULT '{}';
ALTER TABLE disk ADD COLUMN zone text;
ALTER TABLE runtime ADD COLUMN zone text;

-- The own end of a run cannot always be moved as far as one would like.
ALTER TABLE runtime ADD COLUMN ends_at_latest timestamptz;

ALTER TABLE runtime DROP CONSTRAINT runtime_cause_check;
ALTER TABLE runtime ADD CONSTRAINT runtime_cause_check
  CHECK (cause IN ('PERSON', 'CREDIT', 'RUN_LIMIT', 'PREEMPTED', 'POWERED_OFF', 'OUTSIDE', 'IDLE', 'SCHEDULE',
                   'ADMIN', 'PAYER', 'QUOTA', 'MEMBERSHIP'));
