-- Schema step 1 of library.sqlite3. Steps are never edited once released: a change is the next file.
-- Times named "imported", "created", "modified", "opened", "finished", "at", "started" are UTC milliseconds.
-- Positions are code points in the canonical text (library.model.document.text).

CREATE TABLE fact (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a story. Everything but id, uuid and imported repeats the current version for the list and its orders.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    imported INTEGER NOT NULL,
    version INTEGER NOT NULL,
    versions INTEGER NOT NULL,
    headline TEXT NOT NULL,
    headline_key TEXT NOT NULL,
    source TEXT NOT NULL,
    published TEXT,
    published_key INTEGER NOT NULL,
    lead TEXT NOT NULL,
    word_count INTEGER NOT NULL,
    language TEXT NOT NULL
) STRICT;
CREATE INDEX article_by_published ON article (published_key, id);
CREATE INDEX article_by_imported ON article (imported, id);
CREATE INDEX article_by_headline ON article (headline_key, id);
CREATE INDEX article_by_source ON article (source, published_key, id);
CREATE INDEX article_by_length ON article (word_count, id);

-- Immutable. "story" is the zlib-compressed JSON of the whole version; the other columns serve questions about it.
CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    canonical_text INTEGER NOT NULL,
    headline TEXT NOT NULL,
    published TEXT,
    updated TEXT,
    word_count INTEGER NOT NULL,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    original TEXT NOT NULL,
    imported INTEGER NOT NULL,
    notices TEXT NOT NULL,
    story BLOB NOT NULL,
    UNIQUE (article, ordinal)
) STRICT;
CREATE INDEX version_by_content ON version (content_hash);

-- Files that were read, by the SHA-256 of their bytes, and what came of them: the same file changes nothing.
CREATE TABLE original (
    digest TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id),
    format TEXT NOT NULL,
    PRIMARY KEY (digest, article)
) STRICT, WITHOUT ROWID;

-- Keys by which another telling of a story is recognised (library.model.identity).
CREATE TABLE identity (
    key TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

-- What the user did. No row means untouched.
CREATE TABLE reading (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    trashed INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0,
    position_version INTEGER REFERENCES version (id),
    progress REAL NOT NULL DEFAULT 0,
    opened INTEGER,
    finished INTEGER
) STRICT;
CREATE INDEX reading_read ON reading (article) WHERE read = 1;
CREATE INDEX reading_starred ON reading (article) WHERE starred = 1;
CREATE INDEX reading_put_away ON reading (article) WHERE archived = 1 OR trashed = 1;

-- Selectors (exact, prefix, suffix, start_at, end_at in "version") are evidence: written once, never updated.
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article (id),
    version INTEGER NOT NULL REFERENCES version (id),
    motivation TEXT NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    colour TEXT NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL
) STRICT;
CREATE INDEX annotation_by_article ON annotation (article);

-- Derived: where an annotation sits in a version. Rebuilt whenever fact "anchors" is not the current algorithm.
CREATE TABLE anchor (
    annotation INTEGER NOT NULL REFERENCES annotation (id) ON DELETE CASCADE,
    version INTEGER NOT NULL REFERENCES version (id),
    state TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (annotation, version)
) STRICT, WITHOUT ROWID;

-- Every operation the user made, with its inverse, as JSON: what another laptop can one day replay.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    operation TEXT NOT NULL,
    inverse TEXT
) STRICT;

-- Reports of imports.
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    started INTEGER NOT NULL,
    seconds REAL NOT NULL,
    cancelled INTEGER NOT NULL
) STRICT;
CREATE TABLE import_file (
    run INTEGER NOT NULL REFERENCES import_run (id),
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    outcome TEXT NOT NULL,
    format TEXT NOT NULL,
    articles TEXT NOT NULL,
    notices TEXT NOT NULL,
    error TEXT NOT NULL,
    PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

-- Derived: the text that search sees (scripts without spaces are split into letters), and its full-text index.
-- Rebuilt whenever fact "search" is not the current projection.
CREATE TABLE story_text (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    byline TEXT NOT NULL,
    body TEXT NOT NULL,
    source TEXT NOT NULL,
    section TEXT NOT NULL,
    notes TEXT NOT NULL,
    tags TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE story_index USING fts5 (
    headline, standfirst, byline, body, source, section, notes, tags,
    content = 'story_text', content_rowid = 'article', tokenize = 'unicode61 remove_diacritics 2'
);
