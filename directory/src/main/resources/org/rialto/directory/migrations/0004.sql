-- The PIN's circumstances beside its hash in directory_credential: wrong ones in a row, and whether
-- they have locked the mailbox's telephone access. Times are milliseconds since 1970.
CREATE TABLE directory_pin (
    object_id BIGINT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked INTEGER NOT NULL,
    must_change INTEGER NOT NULL,
    changed_at BIGINT NOT NULL
);

-- Hashes of the latest PINs, the present one among them.
CREATE TABLE directory_pin_history (
    object_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    hash {TEXT} NOT NULL,
    PRIMARY KEY (object_id, version)
);

-- By what keys of a telephone somebody is found: derived from the objects, kept up to date with them.
-- Kinds and forms: TelephoneRows.
CREATE TABLE directory_dial (
    kind INTEGER NOT NULL,
    digits {TEXT} NOT NULL,
    object_id BIGINT NOT NULL,
    domain_id BIGINT NOT NULL,
    PRIMARY KEY (kind, digits, object_id)
);
CREATE INDEX directory_dial_object ON directory_dial (object_id);
CREATE INDEX directory_attribute_extension ON directory_attribute (value)
    WHERE name = 'um.extension';
