"""Settings come back as they were left; a damaged file costs the settings in it and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from desktop.settings import (
    DESCENDING,
    FILE_NAME,
    GEOMETRY,
    LAST_STORY,
    SETTINGS,
    SHELF,
    TEXT_SIZE,
    THEME,
    Setting,
    Settings,
)


def test_every_setting_has_a_key_and_a_name_of_its_own() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.help for setting in SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_setting_has_its_default_until_it_is_set(setting: Setting, tmp_path: Path) -> None:
    assert Settings(tmp_path).get(setting) == setting.default


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (THEME, "sepia"),
        (THEME, "a, b; c=d\n[e] “ö”"),
        (SHELF, ""),
        (TEXT_SIZE, 22),
        (LAST_STORY, 2**40),
        (DESCENDING, False),
        (DESCENDING, True),
        (GEOMETRY, QByteArray(bytes(range(256)))),
    ],
)
def test_what_was_set_is_there_the_next_time(setting: Setting, value: object, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.set(setting, value)
    assert settings.get(setting) == value
    settings.save()
    again = Settings(tmp_path)
    assert again.get(setting) == value
    assert type(again.get(setting)) is type(setting.default)


@pytest.mark.parametrize("written", ["theme=a, b", "theme=@Invalid()", "theme=@Rect(1 2 3 4)", "text-size=large"])
@pytest.mark.parametrize("setting", [THEME, TEXT_SIZE, LAST_STORY, DESCENDING, GEOMETRY], ids=lambda one: one.key)
def test_a_file_edited_by_hand_never_stops_the_window(written: str, setting: Setting, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(f"[General]\n{written}\n", encoding="utf-8")
    value = Settings(tmp_path).get(setting)
    assert type(value) is type(setting.default)


@pytest.mark.parametrize(
    ("line", "setting"),
    [
        ("text-size=large", TEXT_SIZE),
        ("text-size=19, 20", TEXT_SIZE),
        ("text-size=@ByteArray(x)", TEXT_SIZE),
        ("theme=a, b", THEME),
    ],
)
def test_a_value_of_another_type_counts_as_missing(line: str, setting: Setting, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(f"[General]\n{line}\n", encoding="utf-8")
    assert Settings(tmp_path).get(setting) == setting.default


def test_a_file_that_is_no_settings_file_leaves_the_defaults(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(bytes(range(256)) * 40)
    settings = Settings(tmp_path)
    assert [settings.get(setting) for setting in SETTINGS] == [setting.default for setting in SETTINGS]


def test_frozen_settings_hold_for_the_session_and_leave_the_file_alone(tmp_path: Path) -> None:
    kept = Settings(tmp_path)
    kept.set(THEME, "sepia")
    kept.save()
    before = (tmp_path / FILE_NAME).read_bytes()

    frozen = Settings(tmp_path, frozen=True)
    frozen.set(THEME, "night")
    frozen.set(LAST_STORY, 7)
    frozen.save()

    assert (frozen.get(THEME), frozen.get(LAST_STORY)) == ("night", 7)
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_setting_is_told_apart_by_its_key_alone(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.set(THEME, "night")
    assert settings.get(replace(THEME, default="paper", help="")) == "night"
