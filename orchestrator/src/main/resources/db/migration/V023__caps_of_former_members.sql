-- The cap of somebody who is no member at present: it holds again once they are.
CREATE TABLE former_cap (
  workspace uuid        NOT NULL REFERENCES workspace (id),
  person    uuid        NOT NULL REFERENCES person (id),
  cap_nanos bigint      NOT NULL CHECK (cap_nanos >= 0),
  capped_at timestamptz NOT NULL,
  PRIMARY KEY (workspace, person)
);

GRANT SELECT, INSERT, DELETE ON former_cap TO stipend_app;
