from __future__ import annotations

import pytest

from services.dashboard.access.people import Role, Roles


@pytest.mark.parametrize(
    ("has", "needs", "may"),
    [
        (Role.READER, Role.READER, True),
        (Role.READER, Role.EDITOR, False),
        (Role.EDITOR, Role.READER, True),
        (Role.EDITOR, Role.ADMIN, False),
        (Role.ADMIN, Role.READER, True),
        (Role.ADMIN, Role.ADMIN, True),
    ],
)
def test_each_role_may_do_what_those_below_it_may(has: Role, needs: Role, may: bool) -> None:
    assert has.allows(needs) is may


ROLES = Roles(admin=("chief@desk.example",), editor=("desk",), reader=("*",))


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ({"chief@desk.example", "desk"}, Role.ADMIN),
        ({"anna@desk.example", "desk"}, Role.EDITOR),
        ({"intern@desk.example"}, Role.READER),
    ],
)
def test_the_highest_role_listed_counts(told: set[str], role: Role) -> None:
    assert ROLES.of(told) is role


def test_who_is_not_listed_has_no_role() -> None:
    assert Roles(editor=("desk",)).of({"sport", "anna@desk.example"}) is None
