-- Webhooks are taken from the queue receiver by receiver, so that the backlog of one that hangs is
-- not in the way of the others.
CREATE INDEX notification_receiver ON notification (recipient, due_at)
    WHERE status = 'queued' AND channel = 'webhook';
