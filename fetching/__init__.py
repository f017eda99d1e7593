"""Addresses of the web → bytes, under a policy: hosts that are allowed, limits, `robots.txt`."""

from __future__ import annotations

from fetching.client import Client, Response
from fetching.errors import FetchError
from fetching.policy import Policy

__all__ = ["Client", "FetchError", "Policy", "Response"]
