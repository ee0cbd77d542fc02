"""Marsad: reads Arabic news and writes down, with the evidence, who did what to whom, where and when, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.coder import Coder

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load() -> Coder:
    """The coder with its whole pipeline. See `marsad.coder.Coder`."""
    from marsad.coder import Coder

    return Coder()
