"""Reads the Runtime Configuration document from AWS AppConfig."""

import contextlib
import functools
import json
import logging
import os
import threading
import time
from collections.abc import Mapping
from typing import Any

APPLICATION_VARIABLE = "RUNTIME_CONFIG_APP_ID"
PERMISSIONS = ("appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration")
KEEP_SECONDS = 300.0
RETRY_SECONDS = 60.0  # AppConfig's own floor between two polls of one session.

logger = logging.getLogger(__name__)


def environment_region() -> str | None:
    """The region of this environment. AWS_REGION comes first: boto3 does not read it, and AWS's runtimes set only that."""
    import boto3

    return os.environ.get("AWS_REGION") or boto3.Session().region_name


class RuntimeConfig:
    """One document: kept for five minutes, renewed when asked for after that, and kept on when AppConfig cannot be reached."""

    def __init__(self, application: str, region: str | None) -> None:
        import boto3

        self._application = application
        self._client = boto3.client("appconfigdata", region_name=region)
        self._lock = threading.Lock()
        self._token: str | None = None
        self._document: Mapping[str, Any] = {}
        self._expires = 0.0

    def document(self) -> Mapping[str, Any]:
        """Returns the document; raises what boto3 raises if there is none yet."""
        with self._lock:
            if not self._document or time.monotonic() >= self._expires:
                self._renew()
            return self._document

    def _renew(self) -> None:
        try:
            if content := self._poll():  # Empty when nothing has changed.
                self._document = json.loads(content)
            self._expires = time.monotonic() + KEEP_SECONDS
        except Exception as error:
            if not self._document:
                raise
            logger.warning("AppConfig application %s cannot be read, keeping the document of before: %s", self._application, error)
            self._expires = time.monotonic() + RETRY_SECONDS

    def _poll(self) -> bytes:
        """Polls with the token of the last poll; a token is good for one poll and for 24 hours, and any failure ends its session."""
        token, self._token = self._token, None
        with contextlib.suppress(self._client.exceptions.BadRequestException):
            if token is not None:
                return self._get(token)
        session = self._client.start_configuration_session(
            ApplicationIdentifier=self._application, EnvironmentIdentifier="default", ConfigurationProfileIdentifier="agentcore"
        )
        return self._get(session["InitialConfigurationToken"])

    def _get(self, token: str) -> bytes:
        latest = self._client.get_latest_configuration(ConfigurationToken=token)
        self._token = latest["NextPollConfigurationToken"]
        return latest["Configuration"].read()


@functools.lru_cache(maxsize=None)
def runtime_config(application: str, region: str | None) -> RuntimeConfig:
    return RuntimeConfig(application, region)
