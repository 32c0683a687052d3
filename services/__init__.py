"""claimwatch's services. Data flows one way: ingest → detect → alert, always by way of the event log."""

from typing import Final

VERSION: Final = "0.1.0"
