-- What ran is told apart from who pays. usage_run holds facts, with what they are reported by frozen
-- on them; a tile says for every settled second who pays; who is to pay stands in payer_binding.

-- ---- what ran

ALTER TABLE usage_run RENAME COLUMN researcher TO pool; -- whose pool settles it
ALTER TABLE usage_run DROP CONSTRAINT usage_run_researcher_fkey, ADD FOREIGN KEY (pool) REFERENCES person (id);
ALTER TABLE usage_run ADD COLUMN person uuid REFERENCES person (id);
ALTER TABLE usage_run ADD COLUMN tool text; -- null: a disk has none
UPDATE usage_run u SET person = r.owner, tool = r.tool
  FROM runtime r WHERE u.resource_kind = 'MACHINE' AND r.id = u.resource;
UPDATE usage_run u SET person = d.owner
  FROM disk d WHERE u.resource_kind = 'DISK' AND d.id = u.resource;
UPDATE usage_run u SET person = w.creator
  FROM workspace w WHERE u.person IS NULL AND w.id = u.workspace;
ALTER TABLE usage_run ALTER COLUMN person SET NOT NULL;

-- A part of a run has a name of its own: derived from run and SKU, as the application does it.
CREATE FUNCTION use_id_of(run uuid, sku text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(set_byte(set_byte(d, 6, (get_byte(d, 6) & 15) | 48), 8, (get_byte(d, 8) & 63) | 128), 'hex')::uuid
    FROM (SELECT decode(md5(run || '/' || sku), 'hex') AS d) digest
$$;
ALTER TABLE usage_part ADD COLUMN use_id uuid;
UPDATE usage_part SET use_id = use_id_of(run, sku_key);
ALTER TABLE usage_part ALTER COLUMN use_id SET NOT NULL;
ALTER TABLE usage_part ADD UNIQUE (use_id);
DROP FUNCTION use_id_of;

-- ---- who pays

CREATE INDEX payer_binding_of_credit ON payer_binding (payer) WHERE kind = 'CREDIT';

-- One use and one payer over [start_at, end_at), as far as the pool is settled. A correction that
-- finds another payer for a later second lays them anew; the books only ever grow.
CREATE TABLE tile (
  use_id     uuid        NOT NULL REFERENCES usage_part (use_id),
  pool       uuid        NOT NULL REFERENCES credit_pool (researcher),
  payer_kind text        NOT NULL CHECK (payer_kind IN ('CREDIT', 'BILLING_ACCOUNT', 'PLATFORM')),
  payer      text        NOT NULL, -- the researcher, the billing account, or the platform's cause
  start_at   timestamptz NOT NULL,
  end_at     timestamptz, -- null: goes on
  PRIMARY KEY (use_id, start_at),
  CHECK (end_at >= start_at),
  CHECK (payer_kind <> 'PLATFORM' OR payer IN ('OVERRUN', 'GRACE', 'FAILED_LAUNCH', 'ORPHAN')),
  EXCLUDE USING gist (use_id WITH =, tstzrange(start_at, end_at) WITH &&)
);
INSERT INTO tile (use_id, pool, payer_kind, payer, start_at, end_at)
SELECT DISTINCT ON (p.use_id, s.start_at)
       p.use_id, s.researcher, s.payer_kind, s.payer, s.start_at, s.end_at
  FROM usage_segment s JOIN usage_part p ON p.run = s.run AND p.sku_key = s.sku_key
 ORDER BY p.use_id, s.start_at, s.end_at DESC NULLS FIRST, s.id = p.use_id;
CREATE INDEX tile_by_pool ON tile (pool, end_at);
DROP TABLE usage_segment;
GRANT SELECT, INSERT, UPDATE, DELETE ON tile TO stipend_app;

-- ---- how far the books are

ALTER TABLE pool_mark ADD COLUMN unposted jsonb; -- by charge line: what came to less than half a nano
ALTER TABLE credit_pool ADD COLUMN stale_since timestamptz; -- null: the books say what is known
ALTER TABLE credit_pool ADD COLUMN due_to timestamptz; -- the books are to reach this instant
ALTER TABLE credit_pool ADD COLUMN written_at timestamptz; -- when they were last written
ALTER TABLE credit_pool ADD COLUMN parked_since timestamptz; -- null: its proof holds
ALTER TABLE credit_pool ADD COLUMN parked_because text;
ALTER TABLE credit_pool ADD CHECK ((parked_since IS NULL) = (parked_because IS NULL));

-- Use without a price in force: an alarm until there is one.
CREATE TABLE quarantine (
  use_id  uuid        NOT NULL REFERENCES usage_part (use_id),
  pool    uuid        NOT NULL REFERENCES credit_pool (researcher),
  from_at timestamptz NOT NULL,
  to_at   timestamptz NOT NULL,
  PRIMARY KEY (use_id, from_at),
  CHECK (to_at >= from_at)
);
CREATE INDEX quarantine_by_pool ON quarantine (pool);
GRANT SELECT, INSERT, UPDATE, DELETE ON quarantine TO stipend_app;

-- ---- a journal belongs to the month of its use, not to that in which it was booked

ALTER TABLE journal DISABLE TRIGGER journal_append_only;
UPDATE journal j
   SET period = coalesce((SELECT l.month FROM charge_line l WHERE l.id = j.charge_line),
                         date_trunc('month', j.usage_from AT TIME ZONE 'UTC')::date)
 WHERE j.usage_from IS NOT NULL;
ALTER TABLE journal ENABLE TRIGGER journal_append_only;

-- Every pool is looked at once by the rules of this version.
UPDATE credit_pool SET epoch = epoch + 1, deadline = created_at;
