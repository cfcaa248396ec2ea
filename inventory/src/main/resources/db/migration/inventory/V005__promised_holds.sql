-- Units held for an order count as promised from the start, where they used to be reserved until
-- the order's event came. Those that are held now are booked over.
LOCK TABLE level, reservation;

CREATE TEMP TABLE promised ON COMMIT DROP AS
SELECT r.reference, line ->> 'sku' AS sku, place ->> 'location' AS location,
       (place ->> 'quantity')::int AS units
FROM reservation r, json_array_elements(r.lines) AS line,
     json_array_elements(line -> 'allocations') AS place
WHERE r.status = 'held' AND r.reference ~
      '^order/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';

INSERT INTO movement (sku, location, kind, on_hand, reserved, allocated, unavailable, incoming,
                      reference, actor)
SELECT sku, location, 'allocated', 0, - units, units, 0, 0, reference, 'service:inventory'
FROM promised;

INSERT INTO changed_stock (skus)
SELECT array_agg(DISTINCT sku) FROM promised HAVING count(*) > 0;

UPDATE level l SET reserved = l.reserved - p.units, allocated = l.allocated + p.units,
                   version = l.version + 1, updated_at = now()
FROM (SELECT sku, location, sum(units) AS units FROM promised GROUP BY sku, location) AS p
WHERE l.sku = p.sku AND l.location = p.location;
