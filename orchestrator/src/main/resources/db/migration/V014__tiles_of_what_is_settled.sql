-- A tile reaches as far as its pool is settled. Those that V010 made of segments say more where
-- something began, or ended, after the pool's last settlement: it is laid anew with the next one.
DELETE FROM tile t USING credit_pool c WHERE c.researcher = t.pool AND t.start_at > c.settled_to;
UPDATE tile t SET end_at = NULL FROM credit_pool c
 WHERE c.researcher = t.pool AND t.end_at > c.settled_to;
