-- A deleted workspace is there no more for anybody; its name stays for the books.
ALTER TABLE workspace ADD COLUMN deleted_at timestamptz;

-- Its creator may use the name again.
DROP INDEX workspace_name_per_creator;
CREATE UNIQUE INDEX workspace_name_per_creator ON workspace (creator, lower(name))
  WHERE deleted_at IS NULL;
