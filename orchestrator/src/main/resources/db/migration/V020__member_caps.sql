-- How much of the credit that pays for a workspace a member may spend there; null: all of it.
ALTER TABLE workspace_member ADD COLUMN cap_nanos bigint CHECK (cap_nanos >= 0);
ALTER TABLE workspace_member ADD COLUMN capped_at timestamptz;
ALTER TABLE workspace_member ADD CHECK ((cap_nanos IS NULL) = (capped_at IS NULL));

-- What somebody spent in a workspace is asked before each of their launches.
CREATE INDEX charge_line_by_workspace ON charge_line (workspace);
