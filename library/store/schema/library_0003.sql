-- Schema step 3: the look of highlights, names of colours, places chosen again by the user.

-- "fill" or "underline" (library.model.annotation.HighlightStyle).
ALTER TABLE annotation ADD COLUMN style TEXT NOT NULL DEFAULT 'fill';
-- JSON list of the places that the user chose before the one in the row, the latest first: evidence likewise.
ALTER TABLE annotation ADD COLUMN earlier TEXT NOT NULL DEFAULT '[]';
-- 1 where the passage is gone and the user said that they know.
ALTER TABLE annotation ADD COLUMN let_go INTEGER NOT NULL DEFAULT 0;

-- What the user calls a colour of highlights.
CREATE TABLE colour_name (
    colour TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived: quote and note of each annotation as search sees them, for the notebook's filter.
-- Rebuilt whenever fact "notebook" is not the current projection.
CREATE TABLE annotation_text (
    annotation INTEGER PRIMARY KEY REFERENCES annotation (id) ON DELETE CASCADE,
    said TEXT NOT NULL
) STRICT;

-- Stories of one day and one file stand in the file's order, chapters of a book one after the other, also where the
-- newest stand first.
DROP INDEX article_by_published;
CREATE INDEX article_by_published ON article (published_key DESC, imported DESC, id);
DROP INDEX article_by_imported;
CREATE INDEX article_by_imported ON article (imported DESC, id);
DROP INDEX article_by_source;
CREATE INDEX article_by_source ON article (source, published_key DESC, imported DESC, id);

-- 1 for a version that the user wrote and took back: it is no part of the story's history until they bring it back.
ALTER TABLE version ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;

-- Stories that were merged into another. Neither number nor UUID is ever given to another story.
CREATE TABLE gone_article (
    article INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    heir INTEGER NOT NULL
) STRICT;
