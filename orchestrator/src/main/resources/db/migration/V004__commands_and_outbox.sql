-- Answers of commands, so that a repeat changes nothing.
CREATE TABLE command (
  person          uuid        NOT NULL REFERENCES person (id),
  kind            text        NOT NULL,
  idempotency_key text        NOT NULL,
  request_hash    text        NOT NULL,
  answer          text,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (person, kind, idempotency_key)
);

-- Pokes on their way to the workflows; a row lives until Temporal has taken it.
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic      text        NOT NULL CHECK (topic IN ('RUNTIME', 'DISK', 'CREDIT')),
  key        uuid        NOT NULL,
  version    bigint      NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX outbox_by_key ON outbox (topic, key);

GRANT SELECT, INSERT, UPDATE ON command TO stipend_app;
-- UPDATE is what FOR UPDATE asks for
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO stipend_app;
