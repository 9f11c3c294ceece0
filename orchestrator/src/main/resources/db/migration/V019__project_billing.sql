-- Only an address that the provider has checked says that somebody is named by a billing account.
ALTER TABLE person ADD COLUMN verified_email text;

-- Billing accounts that somebody wants to pay with, as they were last seen.
CREATE TABLE billing_account (
  id                uuid        PRIMARY KEY, -- made from the account's name
  account           text        NOT NULL UNIQUE
    CHECK (account ~ '^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$'),
  name              text,
  currency          text,
  state             text        NOT NULL
    CHECK (state IN ('CHECKING', 'OPEN', 'CLOSED', 'NO_RIGHT', 'WRONG_CURRENCY', 'UNKNOWN')),
  checked_at        timestamptz, -- when the cloud last answered
  unavailable_since timestamptz, -- from when on it has not
  watched           boolean     NOT NULL DEFAULT true, -- checked again and again
  version           bigint      NOT NULL DEFAULT 1
);

-- Who has said that an account is theirs.
CREATE TABLE account_holder (
  account uuid        NOT NULL REFERENCES billing_account (id),
  person  uuid        NOT NULL REFERENCES person (id),
  since   timestamptz NOT NULL,
  named   boolean, -- the account names them; null until it was asked
  PRIMARY KEY (account, person)
);
CREATE INDEX account_holder_by_person ON account_holder (person, since);

-- Which account the cloud project of a workspace is to be linked to, and how far that is.
CREATE TABLE project_link (
  workspace    uuid        PRIMARY KEY REFERENCES workspace (id),
  account      uuid        REFERENCES billing_account (id), -- null: the programme's own
  generation   bigint      NOT NULL DEFAULT 1,
  state        text        NOT NULL CHECK (state IN ('LINKING', 'LINKED', 'FAILED')),
  wanted_at    timestamptz NOT NULL,
  checked_at   timestamptz,
  linked_at    timestamptz,
  confirmed_at timestamptz,
  failed_at    timestamptz,
  attempts     int         NOT NULL DEFAULT 0,
  code         text, -- what stands in the way, also while it is tried again
  CHECK ((state = 'LINKED') = (confirmed_at IS NOT NULL)),
  CHECK ((state = 'FAILED') = (failed_at IS NOT NULL)),
  CHECK (state <> 'FAILED' OR code IS NOT NULL)
);
CREATE INDEX project_link_by_account ON project_link (account);

-- Who has no account asks the programme for help with one.
CREATE TABLE account_request (
  id          uuid        PRIMARY KEY,
  person      uuid        NOT NULL REFERENCES person (id),
  asked_at    timestamptz NOT NULL,
  name        text        NOT NULL CHECK (name <> '' AND length(name) <= 200),
  institution text        NOT NULL CHECK (institution <> '' AND length(institution) <= 200),
  nih_funded  boolean     NOT NULL,
  phone       text        NOT NULL CHECK (phone ~ '^[0-9]{10,11}$')
);
CREATE INDEX account_request_by_age ON account_request (asked_at DESC, id DESC);

GRANT SELECT, INSERT, UPDATE ON billing_account, project_link TO stipend_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON account_holder TO stipend_app;
GRANT SELECT, INSERT ON account_request TO stipend_app;
