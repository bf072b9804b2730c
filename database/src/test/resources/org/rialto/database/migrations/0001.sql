-- What the contract tests write to.
CREATE TABLE thing (
    id BIGINT NOT NULL,
    name {TEXT} NOT NULL,
    body {BLOB},
    PRIMARY KEY (id)
) {WITHOUT_ROWID};
-- only sqlite
CREATE TABLE only_here (engine TEXT NOT NULL);
-- only postgres
CREATE TABLE only_here (engine VARCHAR(8) NOT NULL);
-- both
INSERT INTO only_here (engine) VALUES ('some');
