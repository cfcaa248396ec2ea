-- Who announced a return, and in which trace: the timeline tells it. Unknown of older ones.
ALTER TABLE order_return
    ADD COLUMN requested_by text NOT NULL DEFAULT '',
    ADD COLUMN traceparent  text NOT NULL DEFAULT '';
