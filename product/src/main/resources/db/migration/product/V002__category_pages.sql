-- A page of one category in the usual order is read from this index alone, however large the
-- catalogue is; by the name or the category only, all of the one would be read to find the other.
CREATE INDEX product_category_name ON product (category, lower(name), sku);
DROP INDEX product_category;
