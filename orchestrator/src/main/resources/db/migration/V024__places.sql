-- Where machines and disks are. So far all were on the computer that runs everything.
ALTER TABLE runtime ADD COLUMN region text;
ALTER TABLE disk ADD COLUMN provider text NOT NULL DEFAULT 'local';
ALTER TABLE disk ADD COLUMN region text;

ALTER TABLE provider ADD COLUMN region text;
ALTER TABLE provider ADD COLUMN abilities text[] NOT NULL DEFAULT '{}';
