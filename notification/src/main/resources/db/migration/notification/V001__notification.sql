-- What happened, once per event, however many messages tell of it. Kept as text: it is only ever
-- handed on whole.
CREATE TABLE event (
    id          text        PRIMARY KEY,
    happened_at timestamptz NOT NULL,
    traceparent text,
    data        text        NOT NULL
);

-- Every message: queue and log in one, so that there is no moment at which it is in neither.
-- due_at of a queued message is when it is next tried; whoever takes it moves due_at on, which is
-- its lease.
CREATE TABLE notification (
    id          uuid        PRIMARY KEY,
    event_id    text        NOT NULL,
    event       text        NOT NULL,
    channel     text        NOT NULL CHECK (channel IN ('email', 'sms', 'webhook')),
    recipient   text        NOT NULL,
    webhook_id  uuid,
    order_id    text,
    customer_id text,
    locale      text        NOT NULL,
    status      text        NOT NULL CHECK (status IN ('queued', 'sent', 'failed', 'suppressed')),
    attempts    int         NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    round       int         NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL,
    created_at  timestamptz NOT NULL,
    sent_at     timestamptz,
    error       text,
    -- One message per event, recipient and channel; two webhooks may share a URL.
    UNIQUE NULLS NOT DISTINCT (event_id, channel, recipient, webhook_id)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

CREATE INDEX notification_due ON notification (channel, due_at) WHERE status = 'queued';
CREATE INDEX notification_order ON notification (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX notification_recipient ON notification (recipient, id);
CREATE INDEX notification_customer ON notification (customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX notification_webhook ON notification (webhook_id, id) WHERE webhook_id IS NOT NULL;
CREATE INDEX notification_failed ON notification (id) WHERE status = 'failed';
CREATE INDEX notification_suppressed ON notification (id) WHERE status = 'suppressed';

-- Templates that replace the built-in ones.
CREATE TABLE template (
    event      text        NOT NULL,
    channel    text        NOT NULL,
    locale     text        NOT NULL,
    subject    text        NOT NULL,
    body_text  text        NOT NULL,
    body_html  text        NOT NULL,
    version    bigint      NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (event, channel, locale)
);

CREATE TABLE preference (
    customer_id text        PRIMARY KEY,
    channels    jsonb       NOT NULL,
    quiet_hours jsonb,
    locale      text,
    version     bigint      NOT NULL,
    updated_at  timestamptz NOT NULL
);

CREATE TABLE webhook (
    id         uuid        PRIMARY KEY,
    url        text        NOT NULL,
    events     text[]      NOT NULL,
    secret     text        NOT NULL,
    created_at timestamptz NOT NULL
);
