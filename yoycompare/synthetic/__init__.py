"""Synthetic reports: invented figures of invented bodies, to test and to measure with. None is real."""

from yoycompare.synthetic.faults import FaultKind, PlantedFault
from yoycompare.synthetic.files import CONTAINERS, SyntheticFile, random_file
from yoycompare.synthetic.identities import Family, Identity
from yoycompare.synthetic.panels import reports_to_panel
from yoycompare.synthetic.reports import REMARK, SyntheticReport, random_reports

__all__ = [
    "CONTAINERS",
    "REMARK",
    "Family",
    "FaultKind",
    "Identity",
    "PlantedFault",
    "SyntheticFile",
    "SyntheticReport",
    "random_file",
    "random_reports",
    "reports_to_panel",
]
