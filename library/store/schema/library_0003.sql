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
