"""`yoycompare --print-completion SHELL`: the script with which a shell completes the command line."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from typing import Any, Final

from yoycompare.commands.arguments import METRICS
from yoycompare.commands.status import DONE, UNUSABLE

__all__ = ["SHELLS", "PrintCompletion"]

SHELLS: Final = ("bash", "zsh", "tcsh")
MISSING: Final = (
    "yoycompare: --print-completion: it needs the package shtab; install it with "
    "pip install 'yoycompare[completion]'\n"
)


class PrintCompletion(argparse.Action):
    """Prints the script and ends; what writes it is loaded only here, so that `--help` is quick."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Print the script for one shell."""
        try:
            shtab = importlib.import_module("shtab")
        except ModuleNotFoundError:
            parser.exit(UNUSABLE, MISSING)
        vocabulary = importlib.import_module("yoycompare.vocabulary").default_vocabulary()
        _complete_metrics([*vocabulary.metrics, *vocabulary.ratios])
        print(shtab.complete(parser, shell=str(values)), flush=True)
        parser.exit(DONE)


def _complete_metrics(ids: list[str]) -> None:
    words = " ".join(ids)
    function = f'_yoycompare_metrics() {{\n  compgen -W "{words}" -- $1\n}}\n'
    METRICS.update(
        bash="_yoycompare_metrics", zsh=f"({words})", tcsh=f"({words})", preamble={"bash": function}
    )
