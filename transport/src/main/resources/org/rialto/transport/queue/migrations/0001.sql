-- The queue: messages that are acknowledged and not yet with all their recipients.

CREATE TABLE queue_message (
    queue_id BIGINT NOT NULL,
    node VARCHAR(80) NOT NULL,
    arrived_millis BIGINT NOT NULL,
    blob_id BIGINT NOT NULL,
    size_bytes BIGINT NOT NULL,
    traits INTEGER NOT NULL,
    held INTEGER NOT NULL,
    sender {TEXT},
    body INTEGER NOT NULL,
    smtp_utf8 INTEGER NOT NULL,
    return_content INTEGER NOT NULL,
    envelope_id {TEXT},
    require_tls INTEGER NOT NULL,
    authenticated {TEXT},
    client_address {TEXT} NOT NULL,
    client_greeting {TEXT} NOT NULL,
    client_protocol {TEXT} NOT NULL,
    client_tls INTEGER NOT NULL,
    PRIMARY KEY (queue_id)
) {WITHOUT_ROWID};

-- One row for each recipient that is not done. destination: empty is here, `!` is a report to the
-- sender that is due, anything else the ASCII domain.
CREATE TABLE queue_recipient (
    queue_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    address {TEXT} NOT NULL,
    notify INTEGER NOT NULL,
    original_type {TEXT},
    original_address {TEXT},
    destination {TEXT} NOT NULL,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due_millis BIGINT NOT NULL,
    tried_millis BIGINT NOT NULL,
    status {TEXT},
    diagnostic {TEXT} NOT NULL,
    remote_host {TEXT} NOT NULL,
    replied INTEGER NOT NULL,
    delay_reported INTEGER NOT NULL,
    PRIMARY KEY (queue_id, number)
) {WITHOUT_ROWID};
CREATE INDEX queue_recipient_due ON queue_recipient (due_millis);

-- The processes that share a queue. The messages of one that is silent too long are taken over.
CREATE TABLE queue_node (
    node VARCHAR(80) NOT NULL,
    alive_millis BIGINT NOT NULL,
    PRIMARY KEY (node)
) {WITHOUT_ROWID};
