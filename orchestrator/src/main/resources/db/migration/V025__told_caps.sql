-- A member and who pays were told that this cap is spent.
ALTER TABLE workspace_member ADD COLUMN cap_told boolean NOT NULL DEFAULT false;
CREATE INDEX workspace_member_capped ON workspace_member (workspace) WHERE cap_nanos IS NOT NULL AND NOT cap_told;
