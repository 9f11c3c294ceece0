-- What people are told. A row per event, person and channel, written in the transaction of the fact; its
-- words are made when it is read or sent.
CREATE TABLE notice (
  id          uuid        PRIMARY KEY,
  event_key   text        NOT NULL, -- which fact it tells of
  person      uuid        NOT NULL REFERENCES person (id),
  channel     text        NOT NULL CHECK (channel IN ('APP', 'MAIL')),
  kind        text        NOT NULL,
  facts       jsonb       NOT NULL,
  pool        uuid        REFERENCES person (id),    -- whose credit it is about
  workspace   uuid        REFERENCES workspace (id), -- where it leads
  state       text        NOT NULL CHECK (state IN ('PENDING', 'SENT', 'FAILED')),
  attempts    int         NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  failure     text,                                  -- of the last attempt
  created_at  timestamptz NOT NULL,
  sent_at     timestamptz,
  read_at     timestamptz,
  UNIQUE (event_key, person, channel),
  CHECK ((state = 'PENDING') = (next_try_at IS NOT NULL)),
  CHECK ((state = 'SENT') = (sent_at IS NOT NULL))
);
CREATE INDEX notice_of_person ON notice (person, created_at DESC, id DESC) WHERE channel = 'APP';
CREATE INDEX notice_unread ON notice (person) WHERE channel = 'APP' AND read_at IS NULL;
CREATE INDEX notice_due ON notice (next_try_at) WHERE state = 'PENDING';
CREATE INDEX notice_failed ON notice (created_at) WHERE state = 'FAILED';

-- What somebody does not want to be told of, and where.
CREATE TABLE notice_opt_out (
  person  uuid NOT NULL REFERENCES person (id),
  kind    text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('APP', 'MAIL')),
  PRIMARY KEY (person, kind, channel)
);

GRANT SELECT, INSERT ON notice TO stipend_app;
GRANT UPDATE (state, attempts, next_try_at, failure, sent_at, read_at) ON notice TO stipend_app;
GRANT SELECT, INSERT, DELETE ON notice_opt_out TO stipend_app;
