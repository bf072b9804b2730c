-- What calls left and has been handed over to be delivered, so that it is handed over once.
CREATE TABLE voice_mail_dropped (
    name VARCHAR(255) NOT NULL PRIMARY KEY,
    dropped_at BIGINT NOT NULL
);
