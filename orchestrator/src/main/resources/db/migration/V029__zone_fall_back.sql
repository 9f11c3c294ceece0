-- Where a disk is to be moved to before it is used again; null: it stays where it is.
ALTER TABLE disk ADD COLUMN moves_to text;
-- No machine ever had it, so there is nothing on it.
ALTER TABLE disk ADD COLUMN blank boolean NOT NULL DEFAULT false;

-- Zones that had no room for the machine of a wish, in the order they were tried.
CREATE TABLE zone_attempt (
  runtime    uuid        NOT NULL REFERENCES runtime (id),
  wish       bigint      NOT NULL,
  position   smallint    NOT NULL,
  zone       text        NOT NULL,
  next_zone  text,  -- tried then; null: none was left
  at         timestamptz NOT NULL,
  told       text        NOT NULL,  -- by the cloud
  PRIMARY KEY (runtime, wish, position)
);
CREATE INDEX zone_attempt_by_time ON zone_attempt (at);

GRANT SELECT, INSERT ON zone_attempt TO stipend_app;
