-- What things cost and the books: double entry, append only, amounts in nanos of USD.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Which provider runs, as it last described itself; the newest row is the current one.
CREATE TABLE provider (
  name              text        PRIMARY KEY CHECK (name IN ('local', 'gce')),
  stop_lead_seconds int         NOT NULL CHECK (stop_lead_seconds >= 0),
  cores             int         NOT NULL CHECK (cores >= 0),
  memory_mib        bigint      NOT NULL CHECK (memory_mib >= 0),
  tools             jsonb       NOT NULL,
  seen_at           timestamptz NOT NULL
);

-- A price list is an immutable version; prices end only by a later version.
CREATE TABLE price_list (
  id            text        PRIMARY KEY,
  region        text        NOT NULL,
  source_url    text        NOT NULL,
  source_file   text        NOT NULL,
  source_sha256 text        NOT NULL, -- of the file that was imported
  captured_at   timestamptz NOT NULL,
  licence       text        NOT NULL,
  note          text,
  currency      text        NOT NULL CHECK (currency = 'USD'),
  status        text        NOT NULL CHECK (status IN ('DRAFT', 'ACTIVE', 'RETIRED')),
  approved_by   uuid        REFERENCES person (id), -- null: came with the product
  approved_at   timestamptz NOT NULL
);

CREATE TABLE price (
  id             uuid        PRIMARY KEY,
  price_list     text        NOT NULL REFERENCES price_list (id),
  region         text        NOT NULL,
  sku_key        text        NOT NULL, -- our stable name
  sku_id         text,                 -- Google's, where it is known
  description    text        NOT NULL,
  usage_unit     text        NOT NULL CHECK (usage_unit IN ('VCPU_HOUR', 'GIB_HOUR', 'HOUR', 'GIB_MONTH', 'GIB')),
  unit_seconds   text        CHECK (unit_seconds IN ('HOUR', 'MONTH')), -- null: not by time
  sub_units      bigint      NOT NULL CHECK (sub_units > 0), -- counted parts of one unit: 1000 of a vCPU, 1024 MiB of a GiB
  tier_start     bigint      NOT NULL CHECK (tier_start >= 0),
  units          bigint      NOT NULL CHECK (units >= 0),
  nanos          int         NOT NULL CHECK (nanos BETWEEN 0 AND 999999999),
  effective_from timestamptz NOT NULL,
  effective_to   timestamptz,
  confidence     text        NOT NULL CHECK (confidence IN ('LISTED', 'DERIVED', 'UNVERIFIED')),
  source         text        NOT NULL,
  note           text,
  CHECK (effective_to > effective_from),
  -- at most one price at any instant
  EXCLUDE USING gist (
    region WITH =, sku_key WITH =, tier_start WITH =,
    tstzrange(effective_from, effective_to) WITH &&)
);
CREATE INDEX price_by_list ON price (price_list);

-- A place in the books. The balance is kept where it guards something: credit never goes below zero.
CREATE TABLE account (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name          text NOT NULL UNIQUE, -- credit:{grant}, platform:overrun:{researcher}
  kind          text NOT NULL CHECK (kind IN ('CREDIT', 'FUNDING', 'PAYER', 'CONSUMED', 'OVERRUN', 'GRACE',
                                              'FAILED_LAUNCH', 'ORPHAN', 'BREAKAGE', 'WRITE_OFF', 'ADJUSTMENT', 'VARIANCE')),
  researcher    uuid REFERENCES person (id), -- whose pool it belongs to, where it belongs to one
  balance_nanos bigint,
  CHECK ((kind = 'CREDIT') = (balance_nanos IS NOT NULL)),
  CONSTRAINT credit_never_below_zero CHECK (balance_nanos >= 0)
);
CREATE INDEX account_by_researcher ON account (researcher);

-- One resource, SKU, price version and UTC month. Its postings are differences of the rounded
-- cumulative cost, so cutting usage into pieces never changes the total.
CREATE TABLE charge_line (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  researcher    uuid        NOT NULL REFERENCES person (id),
  workspace     uuid        NOT NULL REFERENCES workspace (id),
  resource_kind text        NOT NULL CHECK (resource_kind IN ('MACHINE', 'DISK')),
  resource      uuid        NOT NULL,
  sku_key       text        NOT NULL,
  price         uuid        NOT NULL REFERENCES price (id),
  month         date        NOT NULL CHECK (extract(day FROM month) = 1),
  cum_quantity  bigint      NOT NULL DEFAULT 0 CHECK (cum_quantity >= 0),
  posted_nanos  bigint      NOT NULL DEFAULT 0 CHECK (posted_nanos >= 0),
  settled_to    timestamptz,
  UNIQUE (resource_kind, resource, sku_key, price, month)
);
CREATE INDEX charge_line_by_researcher ON charge_line (researcher);

-- One fact, with the key that says which fact. Two clocks: when it was used, when it was booked.
CREATE TABLE journal (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  posting_key      text        NOT NULL UNIQUE,
  fact             text        NOT NULL, -- what it is about: a correction of it has another key, but this in common
  kind             text        NOT NULL CHECK (kind IN ('GRANT', 'REVOKE', 'USAGE', 'EXPIRE', 'REVERSAL', 'RESTATE',
                                                        'PAYER_TRANSFER', 'ADJUSTMENT', 'WRITE_OFF')),
  researcher       uuid        REFERENCES person (id),
  usage_from       timestamptz,
  usage_to         timestamptz,
  booked_at        timestamptz NOT NULL,
  period           date        NOT NULL CHECK (extract(day FROM period) = 1),
  actor            uuid        REFERENCES person (id), -- null: the system
  cause            text,
  charge_line      bigint      REFERENCES charge_line (id),
  quantity         bigint      NOT NULL DEFAULT 0, -- what it adds to the line's cumulative quantity
  reverses_journal bigint      REFERENCES journal (id),
  batch            uuid,
  payload_hash     text        NOT NULL,
  CHECK ((usage_from IS NULL) = (usage_to IS NULL)),
  CHECK (usage_to >= usage_from),
  CHECK ((kind = 'REVERSAL') = (reverses_journal IS NOT NULL)),
  CHECK (charge_line IS NOT NULL OR quantity = 0)
);
-- A journal is reversed once at most: reversals never exceed what they reverse.
CREATE UNIQUE INDEX journal_reversed_once ON journal (reverses_journal) WHERE reverses_journal IS NOT NULL;
CREATE INDEX journal_by_pool ON journal (researcher, usage_to, id);
CREATE INDEX journal_by_line ON journal (charge_line);

CREATE TABLE posting (
  journal      bigint   NOT NULL REFERENCES journal (id),
  line         smallint NOT NULL CHECK (line >= 1),
  account      bigint   NOT NULL REFERENCES account (id),
  amount_nanos bigint   NOT NULL CHECK (amount_nanos <> 0),
  charge_line  bigint   REFERENCES charge_line (id),
  PRIMARY KEY (journal, line)
);
CREATE INDEX posting_by_account ON posting (account, journal DESC, line);

CREATE FUNCTION journal_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject bigint;
  lines   int;
  total   numeric;
BEGIN
  subject := CASE TG_TABLE_NAME WHEN 'journal' THEN (to_jsonb(NEW) ->> 'id')::bigint
                                ELSE (to_jsonb(NEW) ->> 'journal')::bigint END;
  SELECT count(*), coalesce(sum(amount_nanos), 0) INTO lines, total FROM posting WHERE journal = subject;
  IF lines < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'journal % has % postings with the sum %', subject, lines, total
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
-- at the end of the transaction: for a new journal, and for a line added to an old one
CREATE CONSTRAINT TRIGGER journal_sums_to_zero AFTER INSERT ON journal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_sums_to_zero();
CREATE CONSTRAINT TRIGGER posting_sums_to_zero AFTER INSERT ON posting
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_sums_to_zero();

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON posting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT, UPDATE ON provider TO stipend_app;
GRANT SELECT, INSERT ON price_list, price, journal, posting TO stipend_app;
GRANT SELECT, INSERT ON account, charge_line TO stipend_app;
GRANT UPDATE (balance_nanos) ON account TO stipend_app;
GRANT UPDATE (cum_quantity, posted_nanos, settled_to) ON charge_line TO stipend_app;
