-- Whose or what's wish it was that a runtime is as it is.
ALTER TABLE runtime ADD CONSTRAINT runtime_cause_check
  CHECK (cause IN ('PERSON', 'CREDIT', 'RUN_LIMIT', 'IDLE', 'SCHEDULE', 'ADMIN', 'PAYER', 'QUOTA'));
