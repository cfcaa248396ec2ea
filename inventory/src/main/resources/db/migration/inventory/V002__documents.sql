-- Goods on their way: between locations, and from suppliers.

CREATE TABLE transfer (
    id            uuid PRIMARY KEY,
    from_location text COLLATE "C" NOT NULL,
    to_location   text COLLATE "C" NOT NULL,
    status        text COLLATE "C" NOT NULL,
    lines         jsonb NOT NULL,
    note          text,
    version       bigint NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

CREATE TABLE purchase_order (
    id          uuid PRIMARY KEY,
    supplier    text NOT NULL,
    location    text COLLATE "C" NOT NULL,
    status      text COLLATE "C" NOT NULL,
    lines       jsonb NOT NULL,
    expected_at timestamptz,
    note        text,
    version     bigint NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
