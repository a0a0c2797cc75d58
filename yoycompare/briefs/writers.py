"""Name of a container → the module that writes it, imported when it is first needed: some need an extra."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import ModuleType
from typing import Final

from yoycompare.errors import BriefError

__all__ = ["writer_of"]

EXTRAS: Final = frozenset({"docx", "tables", "xlsx"})  # containers whose library an extra of that name brings


def writer_of(modules: Mapping[str, str], container: str, what: str) -> ModuleType:
    """The module of a container.

    Parameters
    ----------
    what
        What is written, for the error: `form` or `brief`.

    Raises
    ------
    BriefError
        There is no such container, or the extra that writes it is not installed.
    """
    module = modules.get(container)
    if module is None:
        raise BriefError(container, f"no {what} is written as this", f"use one of: {', '.join(modules)}")
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if container not in EXTRAS or (error.name or "").startswith("yoycompare"):
            raise
        problem = f"the package {error.name}, which writes it, is not installed"
        raise BriefError(container, problem, f'install it: pip install "yoycompare[{container}]"') from None
