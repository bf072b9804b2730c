-- Who is here. Small tables, alike on every node of a distributed PostgreSQL.

-- Counters: 'id' gives out object, domain and policy ids; 'version' counts changes, so that
-- other processes see that what they remember is old.
CREATE TABLE directory_state (
    name VARCHAR(40) PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO directory_state (name, value) VALUES ('id', 0), ('version', 0);

-- Random keys of this organisation, made at first use.
CREATE TABLE directory_secret (
    name VARCHAR(40) PRIMARY KEY,
    value {BLOB} NOT NULL
);

CREATE TABLE directory_domain (
    domain_id BIGINT PRIMARY KEY,
    name {TEXT} NOT NULL,
    domain_key {TEXT} NOT NULL UNIQUE,
    short_key {TEXT} NOT NULL,
    alias_of BIGINT REFERENCES directory_domain (domain_id),
    is_default INTEGER NOT NULL
);

-- detail: a dynamic group's filter, a public folder's path.
CREATE TABLE directory_object (
    object_id BIGINT PRIMARY KEY,
    kind INTEGER NOT NULL,
    guid {BLOB} NOT NULL UNIQUE,
    mailbox_guid {BLOB} UNIQUE,
    domain_id BIGINT NOT NULL REFERENCES directory_domain (domain_id),
    name {TEXT} NOT NULL,
    name_key {TEXT} NOT NULL,
    display {TEXT} NOT NULL,
    legacy_dn {TEXT} NOT NULL,
    legacy_dn_key {TEXT} NOT NULL UNIQUE,
    flags BIGINT NOT NULL,
    policy_id BIGINT,
    detail {TEXT},
    UNIQUE (domain_id, name_key)
);

-- position 0 is the primary address.
CREATE TABLE directory_address (
    address_key {TEXT} PRIMARY KEY,
    object_id BIGINT NOT NULL REFERENCES directory_object (object_id),
    position INTEGER NOT NULL,
    address {TEXT} NOT NULL
);
CREATE INDEX directory_address_object ON directory_address (object_id, position);

CREATE TABLE directory_attribute (
    object_id BIGINT NOT NULL REFERENCES directory_object (object_id),
    name VARCHAR(40) NOT NULL,
    value {TEXT} NOT NULL,
    PRIMARY KEY (object_id, name)
) {WITHOUT_ROWID};

CREATE TABLE directory_binary (
    object_id BIGINT NOT NULL REFERENCES directory_object (object_id),
    name VARCHAR(40) NOT NULL,
    value {BLOB} NOT NULL,
    PRIMARY KEY (object_id, name)
);

CREATE TABLE directory_link (
    object_id BIGINT NOT NULL REFERENCES directory_object (object_id),
    link VARCHAR(40) NOT NULL,
    target_id BIGINT NOT NULL REFERENCES directory_object (object_id),
    PRIMARY KEY (object_id, link, target_id)
) {WITHOUT_ROWID};
CREATE INDEX directory_link_target ON directory_link (target_id, link);

-- version tells a changed password from a rehashed one; times are milliseconds since 1970.
CREATE TABLE directory_credential (
    object_id BIGINT NOT NULL REFERENCES directory_object (object_id),
    purpose VARCHAR(40) NOT NULL,
    hash {TEXT} NOT NULL,
    scram_keys {TEXT},
    version BIGINT NOT NULL,
    expires_at BIGINT,
    PRIMARY KEY (object_id, purpose)
);

CREATE TABLE directory_app_password (
    app_password_id BIGINT PRIMARY KEY,
    object_id BIGINT NOT NULL REFERENCES directory_object (object_id),
    label {TEXT} NOT NULL,
    digest {BLOB} NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX directory_app_password_object ON directory_app_password (object_id);

CREATE TABLE directory_policy (
    policy_id BIGINT PRIMARY KEY,
    name {TEXT} NOT NULL,
    name_key {TEXT} NOT NULL UNIQUE
);

-- owner_id: an object's own limit, or a policy's.
CREATE TABLE directory_limit (
    owner_id BIGINT NOT NULL,
    name VARCHAR(40) NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (owner_id, name)
) {WITHOUT_ROWID};
