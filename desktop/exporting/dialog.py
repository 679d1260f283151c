"""The one dialog of exports: what is taken out, of which stories, and in which form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.exporting.wording import NOTES_FORMS, STORIES_FORMS, NotesChoice, What, offer
from library.front.exporting import Scope, ScopeCounts, StoriesForm

WIDTH = 460
_TITLES = {What.NOTES: "&Annotations", What.STORIES: "&Stories"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose: `of` is the key of an offer."""

    what: What = What.NOTES
    of: str = "all"
    notes_form: NotesChoice = NotesChoice.JSONLD
    stories_form: StoriesForm = StoriesForm.MARKDOWN
    with_notes: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """A part of the library that can be taken out: its key in the settings, its title, and what it is."""

    key: str
    title: str
    scope: Scope


class ExportDialog(QDialog):
    """Begins with the last choice. `counts_wanted` carries an `Offer` whose counts are to be shown."""

    counts_wanted = Signal(object)

    def __init__(self, offers: Sequence[Offer], choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = tuple(offers)
        self._choice = choice
        self._counts: dict[str, ScopeCounts] = {}
        self._whats = {what: QRadioButton(title) for what, title in _TITLES.items()}
        self._group = QButtonGroup(self)
        self._of, self._form = QComboBox(), QComboBox()
        self._amount, self._hint = QLabel(), QLabel()
        self._with_notes = QCheckBox("With &highlights and notes")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.setWindowTitle("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._set_up()
        self._lay_out()
        self._connect()
        self._show_forms()
        self._show_amount()

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        what, is_notes = self._what(), self._what() is What.NOTES
        form = self._form.currentData()
        before = self._choice
        return Choice(
            what,
            self._of.currentData(),
            NotesChoice(form) if is_notes else before.notes_form,
            before.stories_form if is_notes else StoriesForm(form),
            self._with_notes.isChecked(),
        )

    @property
    def offer(self) -> Offer:
        """The part of the library that is chosen now."""
        return self._offers[self._of.currentIndex()]

    def show_counts(self, key: str, counts: ScopeCounts) -> None:
        """Show what an offer has."""
        self._counts[key] = counts
        self._show_amount()

    def counts(self) -> ScopeCounts:
        """Return what the chosen offer has, as far as it is known."""
        return self._counts.get(self.offer.key, ScopeCounts())

    def _set_up(self) -> None:
        for what, button in self._whats.items():
            self._group.addButton(button)
            button.setChecked(what is self._choice.what)
        for each in self._offers:
            self._of.addItem(each.title, each.key)
        keys = [each.key for each in self._offers]
        self._of.setCurrentIndex(keys.index(self._choice.of) if self._choice.of in keys else 0)
        self._of.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._of.setMinimumContentsLength(24)
        self._of.setAccessibleName("Of which stories")
        self._form.setAccessibleName("In which form")
        self._with_notes.setChecked(self._choice.with_notes)
        policy = self._with_notes.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._with_notes.setSizePolicy(policy)
        for label in (self._amount, self._hint):
            label.setProperty("look", "muted")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Three lines' room whatever is said, so that nothing moves under the pointer.
        self._hint.setMinimumHeight(3 * self._hint.fontMetrics().lineSpacing() + 2)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText("&Export…")

    def _lay_out(self) -> None:
        whats = QHBoxLayout()
        whats.setSpacing(18)
        for button in self._whats.values():
            whats.addWidget(button)
        whats.addStretch(1)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(9)
        form.addRow("Export", whats)
        form.addRow("&Of", self._of)
        form.addRow("", self._amount)
        form.addRow("&Form", self._form)
        form.addRow("", self._hint)
        form.addRow("", self._with_notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self._buttons)
        self.setFixedWidth(WIDTH)

    def _connect(self) -> None:
        self._group.buttonClicked.connect(lambda _button: self._on_what())
        self._of.currentIndexChanged.connect(lambda _at: self._on_of())
        self._form.currentIndexChanged.connect(lambda _at: self._show_hint())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def ask_counts(self) -> None:
        """Have the chosen offer counted, if it isn't yet."""
        if self.offer.key not in self._counts:
            self.counts_wanted.emit(self.offer)

    def _what(self) -> What:
        return next(what for what, button in self._whats.items() if button.isChecked())

    def _on_what(self) -> None:
        self._choice = self._remembered()
        self._show_forms()
        self._show_amount()

    def _remembered(self) -> Choice:
        """Return the choice with the form that was shown until now, before the other kind's are."""
        form, before = self._form.currentData(), self._choice
        is_notes = form in list(NotesChoice) and self._form.count() == len(NotesChoice)
        return Choice(
            self._what(),
            self._of.currentData(),
            NotesChoice(form) if is_notes else before.notes_form,
            before.stories_form if is_notes else StoriesForm(form),
            self._with_notes.isChecked(),
        )

    def _on_of(self) -> None:
        self._show_amount()
        self.ask_counts()

    def _show_forms(self) -> None:
        is_notes = self._what() is What.NOTES
        forms = NOTES_FORMS if is_notes else STORIES_FORMS
        chosen = self._choice.notes_form if is_notes else self._choice.stories_form
        self._form.blockSignals(True)
        self._form.clear()
        for form, (title, _) in forms.items():
            self._form.addItem(title, form.value)
        self._form.setCurrentIndex(list(forms).index(chosen))
        self._form.blockSignals(False)
        self._with_notes.setVisible(not is_notes)
        self._show_hint()

    def _show_hint(self) -> None:
        form = self._form.currentData()
        is_notes = self._what() is What.NOTES
        self._hint.setText(NOTES_FORMS[NotesChoice(form)][1] if is_notes else STORIES_FORMS[StoriesForm(form)][1])

    def _show_amount(self) -> None:
        counts = self._counts.get(self.offer.key)
        self._amount.setText("Counting…" if counts is None else offer(counts, self._what()))
        has_any = counts is not None and (counts.annotations if self._what() is What.NOTES else counts.stories)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(has_any))
