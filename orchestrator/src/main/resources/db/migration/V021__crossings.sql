-- Thresholds of pools that were crossed, each once in its series: of a generation, which begins with each
-- grant, or of the second that is counted down to or from.
CREATE TABLE pool_crossing (
  researcher  uuid        NOT NULL REFERENCES credit_pool (researcher),
  kind        text        NOT NULL CHECK (kind IN ('USED', 'RUNWAY', 'EXPIRY', 'ENDED', 'GRACE')),
  series      bigint      NOT NULL,
  threshold   int         NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (researcher, kind, series, threshold)
);

-- What was granted, taken back and expired, without what was used: few rows among very many.
CREATE INDEX posting_without_use ON posting (account) WHERE charge_line IS NULL;

GRANT SELECT, INSERT ON pool_crossing TO stipend_app;

-- Each pool is looked at anew: what it has crossed already is told then, and the next one armed.
UPDATE credit_pool SET deadline = settled_to WHERE deadline IS NOT NULL OR ended_at IS NOT NULL;
