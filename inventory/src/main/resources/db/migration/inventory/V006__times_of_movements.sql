-- An entry has the time of the statement that writes it. Its levels are locked by an earlier one, so
-- the entries of a level have times in the order in which they were written. The time at which their
-- transaction began is before it has waited for the locks, and may lie in a past already told.
ALTER TABLE movement ALTER COLUMN at SET DEFAULT statement_timestamp();
