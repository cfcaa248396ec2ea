-- The catalogue, and what is known of stock from inventory's events.

CREATE TABLE product (
    -- Compared by bytes: a sku is A-Z a-z 0-9 . _ - and must sort the same everywhere.
    sku         text        COLLATE "C" PRIMARY KEY CHECK (sku ~ '^[A-Za-z0-9._-]{1,64}$'),
    name        text        NOT NULL,
    description text        NOT NULL,
    category    text        NOT NULL,
    price_minor bigint      NOT NULL CHECK (price_minor >= 0),
    currency    text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    status      text        NOT NULL CHECK (status IN ('active', 'draft', 'archived')),
    group_id    text,
    options     jsonb       NOT NULL,
    attributes  jsonb       NOT NULL,
    images      jsonb       NOT NULL,
    version     bigint      NOT NULL CHECK (version > 0),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    search      tsvector    NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('english', name), 'A')
        || setweight(to_tsvector('simple', translate(sku, '._-', '   ')), 'B')
        || setweight(to_tsvector('english', category), 'C')
        || setweight(to_tsvector('english', description), 'D')) STORED
);
CREATE INDEX product_search ON product USING gin (search);
CREATE INDEX product_sku_prefix ON product (lower(sku));
CREATE INDEX product_name ON product (lower(name), sku);
CREATE INDEX product_price ON product (price_minor, sku);
CREATE INDEX product_created ON product (created_at, sku);
CREATE INDEX product_category ON product (category, sku);
CREATE INDEX product_active_category ON product (category) WHERE status = 'active';
CREATE INDEX product_group ON product (group_id, sku) WHERE group_id IS NOT NULL;

-- The newest state that inventory told of each sku; it may come before the product does.
CREATE TABLE availability (
    sku       text        COLLATE "C" PRIMARY KEY,
    available bigint      NOT NULL,
    status    text        NOT NULL,
    version   bigint      NOT NULL,
    as_of     timestamptz NOT NULL
);
