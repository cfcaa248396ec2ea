-- Skus that are to be told of, oldest first, each once: however much is sold while the news lag
-- behind, no more of them wait than there are skus.
CREATE TABLE untold_stock (
    id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku text COLLATE "C" NOT NULL UNIQUE
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
