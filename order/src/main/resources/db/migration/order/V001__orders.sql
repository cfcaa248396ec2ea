-- Orders and what gathers around them.
--
-- No foreign keys between these tables: rows are written together in one statement, and a key's
-- check would cost one look-up per row on the way that thousands of orders a second take.

-- Numbers for humans, drawn some at a time; those not used when a service stops are lost.
CREATE SEQUENCE order_number;

CREATE TABLE orders (
    -- A UUIDv7 of the moment in which the order was placed: ids sort by time, so that new rows land
    -- at the right edge of every index, and a span of time is a span of ids.
    id                 uuid        PRIMARY KEY,
    -- 'void' is no order: the id was asked for before it came to be, and now never will.
    status             text        NOT NULL CHECK (status IN
        ('pending', 'confirmed', 'completed', 'cancelled', 'expired', 'void')),
    payment_status     text        CHECK (payment_status IN
        ('none', 'pending', 'paid', 'refunded')),
    fulfillment_status text        CHECK (fulfillment_status IN
        ('unfulfilled', 'partial', 'fulfilled', 'delivered')),
    number             bigint      UNIQUE,
    customer_id        text,
    access_key_hash    text,
    total_minor        bigint      CHECK (total_minor >= 0),
    currency           text,
    contact            jsonb,
    shipping_address   jsonb,
    metadata           jsonb,
    reservation_id     uuid,
    version            bigint      NOT NULL,
    placed_at          timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    CHECK (status = 'void' OR num_nulls(payment_status, fulfillment_status, number, total_minor,
        currency, contact, shipping_address, metadata) = 0)
) WITH (fillfactor = 90);
CREATE INDEX orders_customer ON orders (customer_id, id) WHERE customer_id IS NOT NULL;
-- Most orders are completed or confirmed, and are found by id soon enough; the others are few.
CREATE INDEX orders_status ON orders (status, id)
    WHERE status IN ('pending', 'cancelled', 'expired');

CREATE TABLE order_line (
    order_id         uuid   NOT NULL,
    line_id          uuid   NOT NULL,
    sku              text   NOT NULL,
    name             text   NOT NULL,
    quantity         int    NOT NULL CHECK (quantity > 0),
    unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
    allocated_from   jsonb  NOT NULL,
    shipped          int    NOT NULL DEFAULT 0 CHECK (shipped BETWEEN 0 AND quantity),
    returned         int    NOT NULL DEFAULT 0 CHECK (returned BETWEEN 0 AND shipped),
    PRIMARY KEY (order_id, line_id)
) WITH (fillfactor = 90);
CREATE INDEX order_line_sku ON order_line (sku, order_id);

CREATE TABLE shipment (
    id           uuid        PRIMARY KEY,
    order_id     uuid        NOT NULL,
    lines        jsonb       NOT NULL,
    carrier      text,
    tracking     text,
    shipped_at   timestamptz NOT NULL,
    delivered_at timestamptz
);
CREATE INDEX shipment_order ON shipment (order_id, id);

CREATE TABLE order_return (
    id           uuid        PRIMARY KEY,
    order_id     uuid        NOT NULL,
    lines        jsonb       NOT NULL,
    reason       text        NOT NULL,
    requested_at timestamptz NOT NULL,
    metadata     jsonb       NOT NULL
);
CREATE INDEX order_return_order ON order_return (order_id, id);

-- One report of a payment provider is taken once.
CREATE TABLE payment (
    order_id     uuid        NOT NULL,
    reference    text        NOT NULL,
    status       text        NOT NULL CHECK (status IN ('captured', 'refunded')),
    amount_minor bigint      NOT NULL,
    currency     text        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (order_id, reference, status)
);

-- A change of an order that needed more goods took a hold of its own under this id. Without an
-- order it is void, as in orders: the hold was given up before the change came to be.
CREATE TABLE order_revision (
    id       uuid        PRIMARY KEY,
    order_id uuid,
    at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX order_revision_order ON order_revision (order_id) WHERE order_id IS NOT NULL;

-- The outbox is the history of every order too, and is never pruned here.
CREATE INDEX outbox_key ON outbox (key, seq);
