"""Figures → the edition of the form that a report uses. The year is never asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from yoycompare.reports.figures import Figure
from yoycompare.reports.report import Observation
from yoycompare.vocabulary import Vocabulary
from yoycompare.vocabulary.vocabulary import PROSE

__all__ = ["figures_to_form", "figures_to_mixed", "observations_to_categories"]


def figures_to_form(figures: Iterable[Figure], vocabulary: Vocabulary) -> str:
    """The form with most labels of its own among the figures; `prose` without figures.

    Where no label tells two forms apart, the one with most labels in all, then the earlier one.
    """
    own: Counter[str] = Counter()
    all_labels: Counter[str] = Counter()
    for forms, count in Counter(tuple(figure.meanings) for figure in figures).items():
        all_labels.update(dict.fromkeys(forms, count))
        if len(forms) == 1:
            own[forms[0]] += count
    if not all_labels:
        return PROSE
    return max(
        vocabulary.forms, key=lambda form: (own[form], all_labels[form], -vocabulary.forms[form].order)
    )


def figures_to_mixed(figures: Iterable[Figure], form: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The other forms that some figures are of: those whose row or column the form of the report lacks."""
    others = {known for figure in figures if form not in figure.meanings for known in figure.meanings}
    return tuple(known for known in vocabulary.forms if known in others)


def observations_to_categories(
    form: str, observations: Iterable[Observation], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The forms whose categories the figures use: that of the tables, or all that fit the prose best."""
    if form != PROSE:
        return (form,)
    metrics = {observation.metric for observation in observations}
    known = {
        form: sum(vocabulary.is_on_form(metric, form) for metric in metrics) for form in vocabulary.forms
    }
    most = max(known.values(), default=0)
    return tuple(form for form, count in known.items() if count == most > 0)
