-- A machine also stops because its owner may no longer work in its workspace.
ALTER TABLE runtime DROP CONSTRAINT runtime_cause_check;
ALTER TABLE runtime ADD CONSTRAINT runtime_cause_check
  CHECK (cause IN
    ('PERSON', 'CREDIT', 'RUN_LIMIT', 'IDLE', 'SCHEDULE', 'ADMIN', 'PAYER', 'QUOTA', 'MEMBERSHIP'));
