-- How long the Return-Path field is that the stored bytes begin with. Other servers get what is behind.
ALTER TABLE queue_message ADD COLUMN return_path_bytes INTEGER DEFAULT 0 NOT NULL;
