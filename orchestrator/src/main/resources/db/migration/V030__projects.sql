-- In which project of the cloud a disk is, and the machines that have it; null: in the one that all
-- share, or its place has none.
ALTER TABLE disk ADD COLUMN project text;

-- Where each workspace has a project of its own, that one is made on the way to its account.
ALTER TABLE project_link ADD COLUMN own boolean NOT NULL DEFAULT false;
ALTER TABLE project_link ADD COLUMN project text; -- the cloud's name of it, once it is there
ALTER TABLE project_link ADD COLUMN made_at timestamptz;
ALTER TABLE project_link ADD COLUMN enabled_at timestamptz; -- from when on machines can be made in it
ALTER TABLE project_link ADD CHECK ((project IS NULL) = (made_at IS NULL));
ALTER TABLE project_link ADD CHECK (enabled_at IS NULL OR project IS NOT NULL);

-- It is linked once all is done, and billing is not the last of it.
ALTER TABLE project_link DROP CONSTRAINT project_link_check;
ALTER TABLE project_link ADD CHECK (state <> 'LINKED' OR confirmed_at IS NOT NULL);
ALTER TABLE project_link ADD CHECK (state <> 'LINKED' OR NOT own OR enabled_at IS NOT NULL);
