-- Stock truth. Everything sorts in byte order (COLLATE "C"): cheap to compare, and the order in
-- which levels are locked is the same for every instance whatever its locale.

CREATE TABLE location (
    code       text COLLATE "C" PRIMARY KEY,
    name       text        NOT NULL,
    priority   int         NOT NULL,
    active     boolean     NOT NULL,
    version    bigint      NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO location (code, name, priority, active) VALUES ('main', 'Main', 100, true);

-- What is decided per sku. policy_version 0 means that nobody has set a policy yet.
CREATE TABLE item (
    sku                 text COLLATE "C" PRIMARY KEY,
    safety_stock        bigint NOT NULL DEFAULT 0 CHECK (safety_stock >= 0),
    low_stock_threshold bigint NOT NULL DEFAULT 0 CHECK (low_stock_threshold >= 0),
    backorder_limit     bigint NOT NULL DEFAULT 0 CHECK (backorder_limit >= 0),
    lead_time_days      int    CHECK (lead_time_days >= 0),
    policy_version      bigint NOT NULL DEFAULT 0,
    -- The status that the shop was told last; news of a change are told against it.
    told_status         text
);

-- Stock per sku and place: the running sum of its movements. Priority and activity of the location
-- and the policy of the sku are repeated here, so that whoever holds the row's lock sees all that a
-- decision needs, and sees it as of that lock.
CREATE TABLE level (
    sku                 text COLLATE "C" NOT NULL,
    location            text COLLATE "C" NOT NULL,
    on_hand             bigint  NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    reserved            bigint  NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    allocated           bigint  NOT NULL DEFAULT 0 CHECK (allocated >= 0),
    unavailable         bigint  NOT NULL DEFAULT 0 CHECK (unavailable >= 0),
    incoming            bigint  NOT NULL DEFAULT 0 CHECK (incoming >= 0),
    priority            int     NOT NULL,
    active              boolean NOT NULL,
    safety_stock        bigint  NOT NULL DEFAULT 0,
    low_stock_threshold bigint  NOT NULL DEFAULT 0,
    backorder_limit     bigint  NOT NULL DEFAULT 0,
    version             bigint  NOT NULL DEFAULT 0,
    updated_at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sku, location),
    -- The last line: whatever goes wrong above, nothing is promised that policy does not allow.
    CONSTRAINT level_not_oversold
        CHECK (on_hand - unavailable - reserved - allocated >= - backorder_limit)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

-- The ledger. Rows are only ever added; deltas say what happened to the level.
CREATE TABLE movement (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    at          timestamptz NOT NULL DEFAULT now(),
    trace_id    uuid,
    on_hand     int  NOT NULL,
    reserved    int  NOT NULL,
    allocated   int  NOT NULL,
    unavailable int  NOT NULL,
    incoming    int  NOT NULL,
    sku         text COLLATE "C" NOT NULL,
    location    text COLLATE "C" NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    reference   text COLLATE "C",
    reason      text,
    actor       text NOT NULL,
    note        text,
    -- Read by sku only, newest first: one index serves as key and as way.
    PRIMARY KEY (sku, id)
);
CREATE INDEX movement_of_reference ON movement (reference) WHERE reference IS NOT NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is immutable: correct it with a further movement';
END
$$;
CREATE TRIGGER movement_is_immutable BEFORE UPDATE OR DELETE ON movement
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER movement_is_kept BEFORE TRUNCATE ON movement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Holds, with their lines and where each is allocated.
CREATE TABLE reservation (
    id         uuid PRIMARY KEY,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    version    int   NOT NULL DEFAULT 1,
    reference  text  NOT NULL,
    status     text COLLATE "C" NOT NULL,
    actor      text  NOT NULL,
    lines      json  NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX reservation_held ON reservation (expires_at) WHERE status = 'held';

-- Skus whose stock has changed and which nobody has been told of yet: a queue, one row per
-- transaction, emptied by whoever tells the news.
CREATE TABLE changed_stock (
    id   bigint GENERATED ALWAYS AS IDENTITY,
    skus text[] NOT NULL
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

-- Which filling of Redis is the current one; see Counts.
CREATE TABLE count_epoch (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch text NOT NULL
);
INSERT INTO count_epoch (epoch) VALUES ('none');
