-- How many messages a user has sent on the latest day (days since 1970, UTC) with any, for the limit
-- sent-per-day.
CREATE TABLE directory_sent (
    object_id BIGINT NOT NULL PRIMARY KEY,
    day BIGINT NOT NULL,
    messages BIGINT NOT NULL
);
