-- A poke that Temporal refuses waits by itself: it neither fills the batch nor looks like an outage.
ALTER TABLE outbox ADD COLUMN due_at timestamptz;
UPDATE outbox SET due_at = created_at;
ALTER TABLE outbox ALTER COLUMN due_at SET NOT NULL;
