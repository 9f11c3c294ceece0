-- What else the version before leaves in its database when it is killed: a disk that was made after the
-- pool's last settlement, with its segment, and no settlement after it.
-- <young_disk> 7d3c1b52-9a0e-4a57-8f0e-5b1c6a2d9e41
-- <young_run> 8dcd696c-1f34-3fbd-a0e5-1e37a6c97289
-- <young_use> 170dc829-9d1a-324d-b9a1-6602ea7c9c3c
SET TIME ZONE 'UTC';
INSERT INTO usage_run (id, resource_kind, resource, workspace, researcher, type, observed_start, started_at, stopped_at, estimated, launch_failed) VALUES
('<young_run>','DISK','<young_disk>','<genomes>','<ada>','pd-ssd','2026-05-02 10:15:00.5','2026-05-02 10:15:00',NULL,false,false);
INSERT INTO usage_part (run, sku_key, quantity) VALUES
('<young_run>','pd.ssd',80);
INSERT INTO usage_segment (id, run, resource_kind, resource, workspace, researcher, sku_key, quantity, payer_kind, payer, start_at, end_at, settled_to, finished) VALUES
('<young_use>','<young_run>','DISK','<young_disk>','<genomes>','<ada>','pd.ssd',80,'CREDIT','<ada>','2026-05-02 10:15:00',NULL,'2026-05-02 10:15:00',false);
