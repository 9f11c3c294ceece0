-- Nobody could open this run, and not for want of waiting: the platform pays it. Kept apart from
-- the state, which a newer wish overwrites before the machine is off.
ALTER TABLE runtime ADD COLUMN launch_failed boolean NOT NULL DEFAULT false;
UPDATE runtime SET launch_failed = true WHERE state = 'FAILED' AND NOT was_running;
