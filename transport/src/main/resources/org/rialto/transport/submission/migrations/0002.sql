-- The process that is sending the message; empty for none. One that starts again goes on at once with
-- what it was at.
ALTER TABLE submission ADD COLUMN node VARCHAR(80) DEFAULT '' NOT NULL;
