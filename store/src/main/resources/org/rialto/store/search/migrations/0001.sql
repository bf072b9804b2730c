-- Words that occur in a mailbox's indexed texts: what substring and inflection searches expand
-- over. Words stay when the last text with them goes; `rialto check --repair` rebuilds.
CREATE TABLE text_word (
    mailbox_id BIGINT NOT NULL,
    word {TEXT} NOT NULL,
    PRIMARY KEY (mailbox_id, word)
) {WITHOUT_ROWID};

-- only sqlite
-- rowid: mailbox_id * 2^40 + text id. Fields hold analysed words separated by spaces.
CREATE VIRTUAL TABLE text_index USING fts5(subject, people, files, body, content = '', contentless_delete = 1, tokenize = 'ascii');
-- only postgres
CREATE TABLE text_index (
    mailbox_id BIGINT NOT NULL,
    text_id BIGINT NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (mailbox_id, text_id)
);
CREATE INDEX text_index_words ON text_index USING gin (words);
-- both
