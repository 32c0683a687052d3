"""Where the desk is served, and from what: what stands under `dashboard` in the configuration."""

from __future__ import annotations

from typing import Final

import msgspec

from services.dashboard.access.settings import Access

_OF_THIS_MACHINE: Final = ("127.0.0.1", "localhost", "::1")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The desk's pages; with all left as it is, for whoever sits at this machine."""

    host: str = "127.0.0.1"
    """The address to listen at."""
    port: int = 8090
    database: str = ""
    """Where the projection lies: sqlite:///FILE or postgresql://…; empty is a file beside the log."""
    origin: str = ""
    """Of the pages as browsers see them ("https://desk.example"); empty is the address listened at."""
    access: Access = Access()

    def __post_init__(self) -> None:
        if self.access.is_open and self.host not in _OF_THIS_MACHINE:
            raise ValueError(f"{self.host} can be reached by others: say under `access` who may come in")

    @property
    def address(self) -> str:
        """Of the pages."""
        return self.origin or f"http://{self.host}:{self.port}"
