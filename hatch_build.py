"""Build hook: compiles the YAML lexicons and the gazetteer into the two files that the wheel ships.

Both are made anew for every wheel and every editable install, so that what is installed never lags behind the YAML.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILDERS = ("marsad.lexicons", "marsad.lexicons.gazetteer")


class LexiconBuildHook(BuildHookInterface):
    """Runs the builders of `marsad.lexicons` with the source tree on the path."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the compiled lexicons and the gazetteer; a builder that fails stops the build with its own message."""
        source = Path(self.root) / "src"
        path = os.pathsep.join(filter(None, [str(source), os.environ.get("PYTHONPATH", "")]))
        for builder in BUILDERS:
            subprocess.run([sys.executable, "-m", builder], check=True, env={**os.environ, "PYTHONPATH": path})
