"""pypdfium2, where it is installed, and the few things about its objects that all readers of them need."""

from __future__ import annotations

import ctypes
import threading
from typing import Any, Final

try:
    import pypdfium2 as pdfium  # type: ignore[import-not-found, import-untyped, unused-ignore]
    import pypdfium2.raw as pdf  # type: ignore[import-not-found, import-untyped, unused-ignore]
except ImportError:  # an optional extra; `data_to_pages` says so
    pdfium = pdf = None

__all__ = [
    "PDFIUM_LOCK",
    "Box",
    "Matrix",
    "address_of",
    "bounds_of",
    "clip_of",
    "common",
    "matrix_of",
    "moved",
    "pdf",
    "pdfium",
    "then",
]

PDFIUM_LOCK: Final = threading.Lock()  # pdfium may be entered by one thread at a time

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
UNCHANGED: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BOX_SEGMENTS: Final = 4  # of the outline of a box; a fifth closes it


def then(first: Matrix, second: Matrix) -> Matrix:
    """Both matrices in turn."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point moved by a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def matrix_of(drawn: Any) -> Matrix:
    """The matrix of a page object."""
    matrix = pdf.FS_MATRIX()
    if not pdf.FPDFPageObj_GetMatrix(drawn, matrix):
        return UNCHANGED
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def bounds_of(drawn: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a page object, in the coordinates of the page or form that it is in."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdf.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def clip_of(drawn: Any, matrix: Matrix, page: Box) -> Box:
    """The part of a page on which an object shows; `matrix` moves the object to the page."""
    clip = pdf.FPDFPageObj_GetClipPath(drawn)
    shown = page
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(pdf.FPDFClipPath_CountPaths(clip), 0)):
        points = []
        count = pdf.FPDFClipPath_CountPathSegments(clip, path)
        for index in (0, 2) if count in (BOX_SEGMENTS, BOX_SEGMENTS + 1) else range(count):
            pdf.FPDFPathSegment_GetPoint(pdf.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
            points.append(moved(matrix, x.value, y.value))
        if points:
            xs, ys = zip(*points, strict=True)
            shown = common(shown, (min(xs), min(ys), max(xs), max(ys)))
    return shown


def common(box: Box, other: Box) -> Box:
    """What two boxes share; the left edge lies right of the right one where they share nothing."""
    return max(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), min(box[3], other[3])


def address_of(handle: Any) -> int:
    """A number that tells objects apart while their page is open; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0 if handle else 0
