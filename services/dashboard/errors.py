"""What can go wrong with the desk."""

from __future__ import annotations

from services.mendable import Mendable


class DashboardError(Mendable):
    """Something the dashboard could not do.

    ├── AddressTaken
    ├── OutdatedProjection
    └── ProjectionMoved
    """


class AddressTaken(DashboardError):
    """There is no listening at the address."""


class OutdatedProjection(DashboardError):
    """Its tables were made by another version: rebuild it."""


class ProjectionMoved(DashboardError):
    """Another process moved it on, or put a rebuilt one in its place, since its positions were read."""
