-- MTA-STS policies of domains that mail goes to, for as long as they say (RFC 8461).
CREATE TABLE sts_policy (
    domain VARCHAR(255) NOT NULL,
    id VARCHAR(32) NOT NULL,
    expires_millis BIGINT NOT NULL,
    policy {TEXT} NOT NULL,
    PRIMARY KEY (domain)
) {WITHOUT_ROWID};
