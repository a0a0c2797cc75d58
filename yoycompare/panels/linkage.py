"""Panel → linked observations: what the report of one year states about the year before.

The opening stock of year Y is the closing stock of year Y-1 (the accounts of the vocabulary say which).
A 2019 report's 上年结转 552 is thus an observation of 2018, with the vintage and the form of 2019.
"""

from __future__ import annotations

import polars as pl

from yoycompare.panels.columns import COLUMNS, KEY
from yoycompare.reports import Origin, Status
from yoycompare.vocabulary import Vocabulary

__all__ = ["frame_to_linked"]


def frame_to_linked(frame: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """The linked observations that follow from a panel and do not stand in it yet.

    Only printed values link; where table and prose both state the opening stock, the table does.
    """
    closing = {
        account.opening: account.closing for account in vocabulary.accounts.values() if account.opening
    }
    printed = pl.col("source").is_in([str(Origin.TABLE), str(Origin.PROSE)])
    identity = ["entity", "scope", "year", "metric", "applicant", "vintage", "doc"]
    linked = (
        frame.filter(
            pl.col("metric").is_in(list(closing)) & printed & (pl.col("status") == str(Status.REPORTED))
        )
        .sort(pl.col("source") == str(Origin.PROSE), maintain_order=True)
        .unique(identity, keep="first", maintain_order=True)
        .with_columns(
            metric=pl.col("metric").replace_strict(closing, return_dtype=pl.String),
            year=pl.col("year") - 1,
            source=pl.lit(str(Origin.LINKED)),
        )
        .select(*COLUMNS)
    )
    return linked.join(frame, on=list(KEY), how="anti")
