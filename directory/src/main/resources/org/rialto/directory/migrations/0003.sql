-- Which objects the latest versions of the directory touched, so that what was derived from an older
-- one can follow. Object 0 stands for any of them, object -1 for none.
CREATE TABLE directory_change (
    version BIGINT NOT NULL,
    object_id BIGINT NOT NULL,
    PRIMARY KEY (version, object_id)
);
