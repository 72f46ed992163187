"""filedesk: an office's filing where the rules are carried out by the program.

The packages and who may import whom are a contract, drawn in docs/architecture.md and checked by
import-linter in every test run.
"""

__version__ = "0.1.0"
