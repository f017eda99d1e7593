"""What the error pages of NEWSROOM_DEBUG leave out: passwords within addresses."""

from __future__ import annotations

import re
from typing import Any

from django.views.debug import SafeExceptionReporterFilter

# A password runs to the last @ before the host.
_PASSWORD = re.compile(r"(?<=://)([^/?#\s:]*):([^/?#\s]+)(?=@)")


class ExceptionReporterFilter(SafeExceptionReporterFilter):
    """Django's filter, which hides settings by their names, and the passwords in all other values.

    Settings and environment variables hold addresses such as `postgres://user:password@host/name`.
    """

    def cleanse_setting(self, key: Any, value: Any) -> Any:
        """Return a value as an error page may show it."""
        cleansed = super().cleanse_setting(key, value)
        if isinstance(cleansed, str):
            return _PASSWORD.sub(rf"\1:{self.cleansed_substitute}", str(cleansed))
        return cleansed
