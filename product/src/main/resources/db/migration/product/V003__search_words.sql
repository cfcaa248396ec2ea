-- The words of a text as people part them. To Postgres' parser "Black/White" is a path, the end of
-- "38-40" a number below zero, "St.Gallen" a host: one word, which nobody looks for. The slash of a
-- closing tag stays, so that tags are left out of HTML as before. Where the type of letters is C,
-- the parser lowers those of ASCII only, so all are lowered here, as they are in what is looked for.
CREATE FUNCTION product_words(written text) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT regexp_replace(lower(written), '[-+]|(?<!<)/|(?<!\d)\.|\.(?!\d)', ' ', 'g')
$$;

-- The name also word for word, as English drops words such as "same" and "on", which may be all of
-- it. Without places, or the end of it and the beginning of what follows would make a phrase.
ALTER TABLE product DROP COLUMN search;
ALTER TABLE product ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('english', product_words(name)), 'A')
    || setweight(to_tsvector('simple', translate(sku, '._-', '   ')), 'B')
    || setweight(to_tsvector('english', product_words(category)), 'C')
    || setweight(to_tsvector('english', product_words(description)), 'D')
    || strip(to_tsvector('simple', product_words(name)))) STORED;
CREATE INDEX product_search ON product USING gin (search);
