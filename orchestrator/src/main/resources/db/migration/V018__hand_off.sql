-- Who bound a workspace to its payer: whoever pays for it is one of its owners.
ALTER TABLE payer_binding ADD COLUMN bound_by uuid REFERENCES person (id);
UPDATE payer_binding b SET bound_by = w.creator FROM workspace w WHERE w.id = b.workspace;
ALTER TABLE payer_binding ALTER COLUMN bound_by SET NOT NULL;

-- The billing account that takes over when the credit of a workspace ends; at most one at any instant.
CREATE TABLE payer_successor (
  workspace  uuid        NOT NULL REFERENCES workspace (id),
  account    text        NOT NULL,
  chosen_by  uuid        NOT NULL REFERENCES person (id),
  ready_from timestamptz NOT NULL,
  ready_to   timestamptz,
  PRIMARY KEY (workspace, ready_from),
  CHECK (ready_to > ready_from),
  EXCLUDE USING gist (workspace WITH =, tstzrange(ready_from, ready_to) WITH &&)
);
CREATE INDEX payer_successor_by_account ON payer_successor (account) WHERE ready_to IS NULL;
CREATE INDEX payer_binding_by_account ON payer_binding (payer) WHERE kind = 'BILLING_ACCOUNT' AND bound_to IS NULL;

-- When a billing account could not pay, as far as it is known.
CREATE TABLE account_outage (
  account  text        NOT NULL,
  why      text        NOT NULL,
  out_from timestamptz NOT NULL,
  out_to   timestamptz,
  PRIMARY KEY (account, out_from),
  CHECK (out_to > out_from),
  EXCLUDE USING gist (account WITH =, tstzrange(out_from, out_to) WITH &&)
);

GRANT SELECT, INSERT, UPDATE ON payer_successor, account_outage TO stipend_app;
