-- Disks that are kept for a time though nobody pays for them, or though their owner may no longer work there.
CREATE TABLE disk_grace (
  disk     uuid        NOT NULL REFERENCES disk (id),
  cause    text        NOT NULL CHECK (cause IN ('CREDIT', 'PAYER', 'MEMBERSHIP')),
  pool     uuid        NOT NULL REFERENCES person (id), -- whose pool settles it
  since    timestamptz NOT NULL,
  known_at timestamptz NOT NULL, -- when that was first seen
  until    timestamptz NOT NULL, -- from here on it is to be deleted
  reminded boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (disk, cause)
);
CREATE INDEX disk_grace_of_pool ON disk_grace (pool);
CREATE INDEX disk_grace_until ON disk_grace (until);

GRANT SELECT, INSERT, DELETE ON disk_grace TO stipend_app;
GRANT UPDATE (since, until, reminded) ON disk_grace TO stipend_app;

-- Who has left before this was kept anywhere has as long from now on.
INSERT INTO disk_grace (disk, cause, pool, since, known_at, until)
SELECT d.id, 'MEMBERSHIP', w.creator, now(), now(), now() + interval '30 days'
  FROM disk d JOIN workspace w ON w.id = d.workspace
 WHERE d.desired = 'PRESENT' AND w.deleted_at IS NULL
   AND NOT EXISTS (SELECT FROM workspace_member m
                    WHERE m.workspace = d.workspace AND m.person = d.owner AND m.role <> 'READER');

-- What is counted down to is named by its end.
UPDATE pool_crossing SET series = series + 30 * 86400 WHERE kind = 'GRACE';

-- Each pool is looked at anew: disks that are kept already are known from then on.
UPDATE credit_pool SET deadline = settled_to WHERE deadline IS NOT NULL OR ended_at IS NOT NULL;
