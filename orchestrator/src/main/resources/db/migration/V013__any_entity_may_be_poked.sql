-- Which entities there are is known where they are declared; a relay takes on the topics it knows.
ALTER TABLE outbox DROP CONSTRAINT outbox_topic_check;
