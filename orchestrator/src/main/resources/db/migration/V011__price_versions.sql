-- A later price list ends the prices it replaces. Nothing else about a price or a list ever changes,
-- and nothing that was rated: a price ends after the last second that any charge line has reached.
ALTER TABLE price_list ADD COLUMN effective_from timestamptz; -- null: a draft
UPDATE price_list l
   SET effective_from = coalesce((SELECT min(p.effective_from) FROM price p WHERE p.price_list = l.id),
                                 date_trunc('second', l.approved_at, 'UTC'))
 WHERE l.status <> 'DRAFT';
ALTER TABLE price_list
  ADD CHECK (status = 'DRAFT' OR effective_from IS NOT NULL),
  ADD CHECK (effective_from = date_trunc('second', effective_from, 'UTC'));

-- ACTIVE: the newest of its region. RETIRED: another came after it; what that one left as it was
-- still holds. DRAFT: rates nothing.
CREATE UNIQUE INDEX price_list_active ON price_list (region) WHERE status = 'ACTIVE';
CREATE INDEX charge_line_by_price ON charge_line (price);

CREATE FUNCTION price_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'effective_to' <> to_jsonb(OLD) - 'effective_to' OR OLD.effective_to IS NOT NULL THEN
    RAISE EXCEPTION 'price % never changes, and ends once', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM charge_line WHERE price = NEW.id AND settled_to >= NEW.effective_to) THEN
    RAISE EXCEPTION 'price % has rated seconds after %', NEW.id, NEW.effective_to
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER price_only_ends BEFORE UPDATE ON price
  FOR EACH ROW EXECUTE FUNCTION price_only_ends();
CREATE TRIGGER price_append_only BEFORE DELETE OR TRUNCATE ON price
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION price_list_only_retires() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status' OR (OLD.status, NEW.status) <> ('ACTIVE', 'RETIRED') THEN
    RAISE EXCEPTION 'price list % never changes, and retires once', OLD.id
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER price_list_only_retires BEFORE UPDATE ON price_list
  FOR EACH ROW EXECUTE FUNCTION price_list_only_retires();
CREATE TRIGGER price_list_append_only BEFORE DELETE OR TRUNCATE ON price_list
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT UPDATE (effective_to) ON price TO stipend_app;
GRANT UPDATE (status) ON price_list TO stipend_app;
