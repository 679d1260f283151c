-- Schema step 1 of assets.sqlite3: bytes by their SHA-256 (hex), originals and pictures alike.
-- Written before the row in library.sqlite3 that needs them, so a crash leaves at worst an unused blob.

CREATE TABLE asset (
    digest TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    packing TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT;
