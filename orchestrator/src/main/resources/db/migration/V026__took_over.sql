-- An account that took over at the end of the credit pays already for the second before it was bound. One that
-- was ready and was then chosen at once does not, though its rows look alike.
ALTER TABLE payer_binding ADD COLUMN took_over boolean NOT NULL DEFAULT false;

-- So far they can only be told by the whole second in which a credit ends.
UPDATE payer_binding b SET took_over = true
  FROM payer_successor s
 WHERE s.workspace = b.workspace AND s.account = b.payer AND s.ready_to = b.bound_from
   AND date_trunc('second', b.bound_from) = b.bound_from;
