-- The application works as stipend_app, migrations as the owner of the tables: what the
-- application must not change (the books, the audit trail) it has no right to change.
-- Roles belong to the whole server, so another database of it may have made this one already.
DO $$
BEGIN
  -- asked first: an owner without CREATEROLE works where the role is there already
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'stipend_app') THEN
    CREATE ROLE stipend_app NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
  -- who migrates may also become the application (SET ROLE)
  IF NOT pg_has_role(current_user, 'stipend_app', 'MEMBER') THEN
    EXECUTE format('GRANT stipend_app TO %I', current_user);
  END IF;
END
$$;

-- Inserted at first sight; the issuer and its subject say who it is, never the e-mail address.
CREATE TABLE person (
  id            uuid        PRIMARY KEY,
  issuer        text        NOT NULL,
  subject       text        NOT NULL,
  email         text        NOT NULL,
  name          text        NOT NULL CHECK (name <> ''),
  first_seen_at timestamptz NOT NULL,
  disabled_at   timestamptz,
  UNIQUE (issuer, subject)
);
CREATE INDEX person_by_name ON person (lower(name), id);

CREATE TABLE person_role (
  person     uuid        NOT NULL REFERENCES person (id),
  role       text        NOT NULL CHECK (role IN ('RESEARCHER', 'ADMIN', 'FINANCE', 'OPERATOR')),
  granted_by uuid        REFERENCES person (id), -- null: by configuration or by the provider's claim at first sight
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (person, role)
);

CREATE TABLE workspace (
  id          uuid        PRIMARY KEY,
  name        text        NOT NULL CHECK (name <> '' AND length(name) <= 80),
  description text        NOT NULL CHECK (length(description) <= 1000),
  creator     uuid        NOT NULL REFERENCES person (id),
  created_at  timestamptz NOT NULL,
  version     bigint      NOT NULL DEFAULT 1
);
-- Two people may both have "Pilot"; one person could not tell two of them apart.
CREATE UNIQUE INDEX workspace_name_per_creator ON workspace (creator, lower(name));
CREATE INDEX workspace_by_age ON workspace (created_at DESC, id);

CREATE TABLE workspace_member (
  workspace uuid        NOT NULL REFERENCES workspace (id),
  person    uuid        NOT NULL REFERENCES person (id),
  role      text        NOT NULL CHECK (role IN ('OWNER', 'WRITER', 'READER')),
  since     timestamptz NOT NULL,
  PRIMARY KEY (workspace, person)
);
CREATE INDEX workspace_member_by_person ON workspace_member (person, workspace);

-- Who did what to what and why. Rows are added and never changed, not even by the owner.
CREATE TABLE audit (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL,
  actor        uuid        REFERENCES person (id), -- null: the system itself
  action       text        NOT NULL,
  subject_kind text        NOT NULL,
  subject      uuid        NOT NULL,
  workspace    uuid        REFERENCES workspace (id),
  reason       text,
  before       jsonb,
  after        jsonb
);
CREATE INDEX audit_by_subject ON audit (subject_kind, subject, id);
CREATE INDEX audit_by_actor ON audit (actor, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT, UPDATE ON person, workspace TO stipend_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON person_role, workspace_member TO stipend_app;
GRANT SELECT, INSERT ON audit TO stipend_app;
