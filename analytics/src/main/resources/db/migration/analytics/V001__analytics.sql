-- What each order contributes to the sums below, so that a later state of it can be booked by
-- difference. lines is {sku: [quantity, revenue]}; empty once the order counts no more.
CREATE TABLE order_fact (
    id         uuid        PRIMARY KEY,
    version    bigint      NOT NULL,
    status     text        NOT NULL,
    booked_at  timestamptz NOT NULL,
    shipped_at timestamptz,
    currency   text        NOT NULL,
    lines      jsonb       NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX order_fact_booked ON order_fact USING brin (booked_at) WITH (autosummarize = on);

-- Sums. start is the first instant of an hour or a day in UTC, by the business time of the order
-- (returns: of the return). The free space lets counters grow in place, without index work.
CREATE TABLE sales_hour (
    start             timestamptz NOT NULL,
    sku               text        NOT NULL,
    currency          text        NOT NULL,
    orders            bigint      NOT NULL,
    quantity          bigint      NOT NULL,
    revenue           bigint      NOT NULL,
    returned_quantity bigint      NOT NULL,
    refunded          bigint      NOT NULL,
    PRIMARY KEY (start, sku, currency)
) WITH (fillfactor = 60);

CREATE TABLE sales_day (LIKE sales_hour INCLUDING ALL) WITH (fillfactor = 60);
CREATE INDEX sales_day_sku ON sales_day (sku, start);

-- The same without the sku, where an order of many skus counts once.
CREATE TABLE total_hour (
    start             timestamptz NOT NULL,
    currency          text        NOT NULL,
    orders            bigint      NOT NULL,
    quantity          bigint      NOT NULL,
    revenue           bigint      NOT NULL,
    returned_quantity bigint      NOT NULL,
    refunded          bigint      NOT NULL,
    PRIMARY KEY (start, currency)
) WITH (fillfactor = 60);

-- Orders by the state they are in now. shipped and ship_seconds are the orders that have a first
-- shipment, and the time from placing to it, summed.
CREATE TABLE status_hour (
    start        timestamptz NOT NULL,
    currency     text        NOT NULL,
    status       text        NOT NULL,
    orders       bigint      NOT NULL,
    revenue      bigint      NOT NULL,
    shipped      bigint      NOT NULL,
    ship_seconds bigint      NOT NULL,
    PRIMARY KEY (start, currency, status)
) WITH (fillfactor = 60);

-- Orders that have a line of a category, each counted once however many lines it has of it.
CREATE TABLE category_hour (
    start    timestamptz NOT NULL,
    category text        NOT NULL,
    currency text        NOT NULL,
    orders   bigint      NOT NULL,
    PRIMARY KEY (start, category, currency)
) WITH (fillfactor = 60);

-- Hours of category_hour to be counted anew, because a sku sold in them changed its category.
CREATE TABLE stale_category_hour (
    start timestamptz PRIMARY KEY
);

-- The catalogue as last told. cost is the attribute of that name, in minor units.
CREATE TABLE product (
    sku      text   PRIMARY KEY,
    version  bigint NOT NULL,
    name     text   NOT NULL,
    category text   NOT NULL,
    status   text   NOT NULL,
    currency text   NOT NULL,
    price    bigint NOT NULL,
    cost     bigint
);

-- The stock as last told. locations is [{location, onHand, …}] as it came.
CREATE TABLE stock (
    sku            text        PRIMARY KEY,
    version        bigint      NOT NULL,
    on_hand        bigint      NOT NULL,
    available      bigint      NOT NULL,
    incoming       bigint      NOT NULL,
    status         text        NOT NULL,
    lead_time_days int,
    locations      jsonb       NOT NULL,
    out_since      timestamptz,
    changed_at     timestamptz NOT NULL
) WITH (fillfactor = 60);

-- The last stock of each day on which it changed, and how often it ran out on it.
CREATE TABLE stock_day (
    start   timestamptz NOT NULL,
    sku     text        NOT NULL,
    on_hand bigint      NOT NULL,
    outs    bigint      NOT NULL,
    version bigint      NOT NULL,
    PRIMARY KEY (sku, start)
) WITH (fillfactor = 60);

-- Demand that could not be served: rejected reservations.
CREATE TABLE lost_day (
    start    timestamptz NOT NULL,
    sku      text        NOT NULL,
    requests bigint      NOT NULL,
    quantity bigint      NOT NULL,
    PRIMARY KEY (sku, start)
);

-- Units shipped from each location: how the demand for a sku spreads.
CREATE TABLE shipped_from (
    sku      text   NOT NULL,
    location text   NOT NULL,
    quantity bigint NOT NULL,
    PRIMARY KEY (sku, location)
) WITH (fillfactor = 60);

-- Carts by what happened to them, per day.
CREATE TABLE cart_day (
    start timestamptz NOT NULL,
    event text        NOT NULL,
    carts bigint      NOT NULL,
    PRIMARY KEY (start, event)
);

-- How far each reader has come: the newest event that is in the sums.
CREATE TABLE progress (
    reader   text        PRIMARY KEY,
    event_at timestamptz NOT NULL
);
