"""Every error that yoycompare raises on purpose: one root, one branch per stage.

Each error says what is wrong, where, and what to do about it; the parts are also fields, so that a
program can use them. Each branch has the matching builtin as second base: ``except ValueError`` and
``except OSError`` go on working for callers who know nothing of this module.
"""

from __future__ import annotations

__all__ = [
    "BriefError",
    "ChartError",
    "CheckError",
    "ComparisonError",
    "DocumentError",
    "MissingFileError",
    "NotAReportError",
    "OutputError",
    "PanelError",
    "ReportError",
    "SkippedFileError",
    "SyntheticError",
    "UnknownContainerError",
    "VocabularyError",
    "YoycompareError",
]


class YoycompareError(Exception):
    """Root of the errors of this package.

    Parameters
    ----------
    where
        The file, entry or column at fault, as the user knows it.
    problem
        What is wrong with it, without a full stop.
    advice
        What to do instead, without a full stop.

    Examples
    --------
    >>> print(YoycompareError("a.html", "the file is empty", "save the page again"))
    a.html: the file is empty; save the page again
    """

    def __init__(self, where: str, problem: str, advice: str) -> None:
        # Not super(): OSError, a second base of some branches, would take the arguments for its own.
        Exception.__init__(self, where, problem, advice)
        self.where = where
        self.problem = problem
        self.advice = advice

    def __reduce__(self) -> tuple[type[YoycompareError], tuple[str, str, str]]:
        """How to make it again in another process; libraries that pickle errors in their own way ask for this first."""
        return type(self), (self.where, self.problem, self.advice)

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"

    @property
    def reason(self) -> str:
        """Problem and advice in one line, without the place."""
        return f"{self.problem}; {self.advice}"


class VocabularyError(YoycompareError, ValueError):
    """A vocabulary file is malformed, or a metric is asked for that the vocabulary does not hold."""


class DocumentError(YoycompareError, ValueError):
    """Bytes could not be turned into a document."""


class MissingFileError(DocumentError, FileNotFoundError):
    """There is no such file or folder."""


class UnknownContainerError(DocumentError):
    """The bytes are of a container that no reader knows."""


class SkippedFileError(DocumentError):
    """A file of a folder or an archive is of a kind that is never a report; it was not opened."""


class ReportError(YoycompareError, ValueError):
    """A document was read, but not understood as a report."""


class NotAReportError(ReportError):
    """The document holds nothing that an annual report holds."""


class PanelError(YoycompareError, ValueError):
    """Observations do not form a panel: wrong columns or types, or a repeated key."""


class CheckError(YoycompareError, ValueError):
    """Reports that cannot be checked against each other."""


class ComparisonError(YoycompareError, ValueError):
    """A comparison was asked for that cannot be made."""


class ChartError(YoycompareError, ValueError):
    """A chart was asked for that the data cannot carry."""


class BriefError(YoycompareError, ValueError):
    """A form was asked for that cannot be written."""


class SyntheticError(YoycompareError, ValueError):
    """Synthetic reports were asked for that cannot be drawn."""


class OutputError(YoycompareError, OSError):
    """A result could not be written; nothing was written in its place."""
