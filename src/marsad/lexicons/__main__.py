"""`python -m marsad.lexicons`: compile the YAML."""

import sys

from marsad.lexicons import COMPILED, write_compiled

write_compiled()
sys.stdout.write(f"{COMPILED}\n")
