"""What can go wrong in ways a user can understand. Each carries one sentence; anything else that is raised is a bug."""

from __future__ import annotations


class BroadsheetError(Exception):
    """Base of all expected errors; `str()` is one sentence for the user."""


class LibraryError(BroadsheetError):
    """The library folder can't be used as it is."""


class NotALibrary(LibraryError):
    """The file in the folder isn't a Broadsheet library."""


class NewerLibrary(LibraryError):
    """A newer version of Broadsheet made the library."""


class LibraryLocked(LibraryError):
    """Another process holds the library."""


class LibraryReadOnly(LibraryError):
    """The folder or the file can't be written."""


class LibraryFull(LibraryError):
    """The disk is full."""


class LibraryDamaged(LibraryError):
    """The file is damaged."""


class NotFound(BroadsheetError):
    """There is no such article, annotation or version."""


class NotPossible(BroadsheetError):
    """What was asked for can't be done with the story as it is."""


class UnreadableFile(BroadsheetError):
    """A file that an importer can't make a story of."""


class NoStory(UnreadableFile):
    """A file that is sound and holds no story: data of another kind, a picture's record, a list of feeds.

    Whoever names such a file is told so; among the files of a folder it is passed over, and no failure.
    """


class QuoteNotFound(BroadsheetError):
    """A quote that doesn't stand in the story."""
