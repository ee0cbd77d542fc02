"""`python -m marsad.lexicons`: compile the YAML."""

from marsad.lexicons import COMPILED, write_compiled

write_compiled()
print(COMPILED)
