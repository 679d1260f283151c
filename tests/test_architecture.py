"""The house's rules, as tests. Each rule is also shown to fail on a house that breaks it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("library", "desktop", "resources")
FILE_LINES = 400
FUNCTION_LINES = 50
WINDOW_LINES = 300
TABLES = {
    "library/importers/table.py": "the one table of formats: rows of one shape, which parting would only hide",
    "desktop/commands/table.py": "the one table of actions, likewise",
}
"""Files that may be longer, and why. They hold data alone: no function, no class."""

SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\b")
FEATURES = ("articles", "correcting", "exporting", "importing", "notebook", "notes", "reader", "sidebar", "speech")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    environment = {"PYTHONPATH": str(folder)}
    return subprocess.run(
        [*command, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def strings(tree: ast.AST) -> list[str]:
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def test_imports_follow_the_plan() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


BREAKS = [
    ("library/model/document.py", "from library.store import facts", "The library's rooms are stacked"),
    ("library/search/parse.py", "from library.annotations import describe", "The pure rooms know the model alone"),
    ("library/front/reader.py", "from PySide6.QtCore import QObject", "The library runs without a window"),
    ("library/model/stamp.py", "import lxml", "The model needs the standard library alone"),
    ("desktop/session.py", "import sqlite3", "SQL stays in the store"),
    ("desktop/notes/__init__.py", "from desktop.reader import pane", "The window's features meet in the window"),
    ("desktop/cli.py", "from PySide6.QtCore import QObject", "The command line starts without Qt"),
]


@pytest.mark.parametrize(("file", "line", "contract"), BREAKS, ids=[row[2] for row in BREAKS])
def test_each_rule_fails_when_it_is_broken(file: str, line: str, contract: str, tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "samples"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    broken = tmp_path / file
    broken.write_text(broken.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert re.search(rf"{re.escape(contract)}.*BROKEN", result.stdout), result.stdout


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_short(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    limit = WINDOW_LINES if path == ROOT / "desktop/window/main.py" else FILE_LINES
    assert content.count("\n") <= limit or path.relative_to(ROOT).as_posix() in TABLES
    functions = [n for n in ast.walk(ast.parse(content)) if isinstance(n, ast.FunctionDef)]
    long = [f.name for f in functions if f.end_lineno and f.end_lineno - f.lineno >= FUNCTION_LINES]
    assert not long


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_sql_stands_in_the_store_alone_and_style_in_the_theme(path: Path) -> None:
    inside = path.relative_to(ROOT).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not inside.startswith("library/store/"):
        assert not [text for text in strings(tree) if SQL.search(text)]
    if not inside.startswith(("desktop/theme/", "desktop/window/appearance.py")):
        calls = [n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
        assert "setStyleSheet" not in calls
    if not inside.startswith("desktop/commands/"):
        names = [n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
        assert "QAction" not in names


@pytest.mark.parametrize("table", TABLES)
def test_a_file_that_may_be_long_is_data_alone(table: str) -> None:
    tree = ast.parse((ROOT / table).read_text(encoding="utf-8"))
    code = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If)
    assert not [node for node in ast.walk(tree) if isinstance(node, code)]
    assert len((ROOT / table).read_text(encoding="utf-8").splitlines()) > FILE_LINES, "it needs no exception"


def test_the_sql_rule_sees_sql() -> None:
    assert SQL.search("SELECT id FROM article")
    assert not SQL.search("Choose a folder to import from")


def test_every_feature_folder_is_under_the_rule_that_keeps_them_apart() -> None:
    folders = {path.name for path in (ROOT / "desktop").iterdir() if (path / "__init__.py").exists()}
    assert folders - {"commands", "theme", "window"} == set(FEATURES)
    assert all(f'"desktop.{feature}"' in (ROOT / "pyproject.toml").read_text() for feature in FEATURES)
