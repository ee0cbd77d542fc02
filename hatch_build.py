"""Build hook: compiles the YAML lexicons and the gazetteer into the two files that the wheel ships.

Both are made anew for every wheel and every editable install, so that what is installed never lags behind the YAML.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILDERS = ("marsad.lexicons", "marsad.lexicons.gazetteer")

RUN = "import runpy, sys; _, source, module = sys.argv; sys.path.insert(0, source); runpy.run_module(module, run_name='__main__')"


class LexiconBuildHook(BuildHookInterface[BuilderConfig]):
    """Runs the builders of `marsad.lexicons` with the source tree on the path."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the compiled lexicons and the gazetteer; a builder that fails stops the build with its own message."""
        for builder in BUILDERS:
            # Not by PYTHONPATH: pip's build environment drops a path there that an editable install has put on its own path.
            subprocess.run([sys.executable, "-c", RUN, str(Path(self.root) / "src"), builder], check=True)
