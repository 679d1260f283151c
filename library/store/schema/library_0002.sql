-- Schema step 2: tags of stories, stubs, imports that can be taken up again, watched folders.

-- What the user filed a story under; "Work/Energy" lies under "Work". A tag exists as long as a story has it.
CREATE TABLE tag (
    article INTEGER NOT NULL REFERENCES article (id),
    name TEXT NOT NULL,
    PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_by_name ON tag (name, article);

-- 1 while all that is known of a story is its address: no file with its text has come in yet.
ALTER TABLE article ADD COLUMN stub INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_stub ON article (id) WHERE stub = 1;
-- A stub's own version stays, for annotations may point at it, but it is no version of the story's text.
ALTER TABLE version ADD COLUMN stub INTEGER NOT NULL DEFAULT 0;

CREATE INDEX reading_begun ON reading (article) WHERE progress > 0.02 AND read = 0;

-- What an import was asked to read (JSON list of paths) and how it stands: "running" outside a running program means
-- that it was cut off and can be taken up again.
ALTER TABLE import_run ADD COLUMN paths TEXT NOT NULL DEFAULT '[]';
ALTER TABLE import_run ADD COLUMN state TEXT NOT NULL DEFAULT 'done';
-- 1 for an import that nobody asked for: a watched folder's.
ALTER TABLE import_run ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;
-- Stories that were new; stories and notices beyond those listed; seconds a worker took.
ALTER TABLE import_file ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_file ADD COLUMN more_stories INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_file ADD COLUMN more_notices INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_file ADD COLUMN seconds REAL NOT NULL DEFAULT 0;
CREATE INDEX import_file_by_path ON import_file (run, path);

-- Folders whose new files come in by themselves.
CREATE TABLE watched_folder (
    path TEXT PRIMARY KEY,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
