"""Write the JSON Schemas anew: `python -m coopsim.claim.documents`."""

from pathlib import Path

from coopsim.claim.documents.json_schema import write

write(Path(__file__).parent / "schemas")
