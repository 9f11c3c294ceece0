-- The way into a tool. Codes and cookies are kept as hashes: who reads these tables cannot use
-- them. Both end with the console session they came from (null: a bearer token).

-- Handed over in an address, so it works once and for a moment.
CREATE TABLE tool_code (
  hash       bytea       PRIMARY KEY,
  runtime    uuid        NOT NULL REFERENCES runtime (id),
  person     uuid        NOT NULL REFERENCES person (id),
  session    char(36)    REFERENCES spring_session (primary_id) ON DELETE CASCADE,
  path       text        NOT NULL, -- where to go inside the tool
  expires_at timestamptz NOT NULL
);
CREATE INDEX tool_code_by_expiry ON tool_code (expires_at);
CREATE INDEX tool_code_by_session ON tool_code (session);

-- One browser's cookie for one runtime.
CREATE TABLE tool_session (
  hash       bytea       PRIMARY KEY,
  runtime    uuid        NOT NULL REFERENCES runtime (id),
  person     uuid        NOT NULL REFERENCES person (id),
  session    char(36)    REFERENCES spring_session (primary_id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX tool_session_by_expiry ON tool_session (expires_at);
CREATE INDEX tool_session_by_session ON tool_session (session);

GRANT SELECT, INSERT, DELETE ON tool_code, tool_session TO stipend_app;
