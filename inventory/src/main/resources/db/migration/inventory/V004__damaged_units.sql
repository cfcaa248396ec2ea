-- Of the units on hand at most all are damaged. Where goods may be promised that are not there yet,
-- this was not held: a shipment took damaged units along, and left more of them than there are.
LOCK TABLE level;

-- Those that are gone leave the books as everything does: with an entry of the ledger, or with
-- several, as one says so many units at most.
INSERT INTO movement
    (sku, location, kind, on_hand, reserved, allocated, unavailable, incoming, reason, actor, note)
SELECT sku, location, 'repaired', 0, 0, 0, - least(2147483647, unavailable - on_hand - before), 0,
       'repair', 'service:inventory', 'More damaged units than there were'
FROM level, generate_series(0, unavailable - on_hand - 1, 2147483647) AS before;

INSERT INTO changed_stock (skus)
SELECT array_agg(DISTINCT sku) FROM level WHERE unavailable > on_hand HAVING count(*) > 0;

UPDATE level SET unavailable = on_hand, version = version + 1, updated_at = now()
WHERE unavailable > on_hand;

ALTER TABLE level ADD CONSTRAINT level_damaged_is_there CHECK (unavailable <= on_hand);
