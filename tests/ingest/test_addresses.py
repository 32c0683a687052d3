"""Addresses that may be dialled."""

from __future__ import annotations

import pytest

from services.ingest.addresses import refusal

PUBLIC = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
PRIVATE = ["127.0.0.1", "127.9.8.7", "10.0.0.8", "172.16.0.1", "192.168.1.1", "::1", "fd12::1", "::ffff:10.0.0.8",
           "2002:7f00:1::", "64:ff9b::7f00:1"]  # fmt: skip
NEVER = ["169.254.169.254", "fe80::1%eth0", "::ffff:169.254.169.254", "0.0.0.0", "::", "224.0.0.1", "ff02::1",  # noqa: S104
         "255.255.255.255", "240.0.0.1",
         "168.63.129.16", "fd00:ec2::254", "64:ff9b::a9fe:a9fe", "localhost", ""]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_dialled(address: str) -> None:
    assert refusal(address, private=False) is None


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_only_where_allowed(address: str) -> None:
    assert refusal(address, private=False) is not None
    assert refusal(address, private=True) is None


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_never(address: str) -> None:
    assert refusal(address, private=False) is not None
    assert refusal(address, private=True) is not None
