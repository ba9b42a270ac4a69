"""The assets of assemblies, as if they were published into the bootstrap bucket."""

import io
import json
import zipfile
from pathlib import Path

from ministack.services import s3


class Assets:
    def __init__(self):
        self._sources: dict[str, Path] = {}
        self._contents: dict[str, bytes] = {}

    def install(self) -> None:
        read = s3._get_object_data
        s3._get_object_data = lambda bucket, key, version_id=None: self.content(key) if key in self._sources else read(bucket, key, version_id=version_id)

    def publish(self, manifest: Path) -> None:
        for one in json.loads(manifest.read_text()).get("files", {}).values():
            for destination in one["destinations"].values():
                self._sources[destination["objectKey"]] = manifest.parent / one["source"]["path"]

    def content(self, key: str) -> bytes:
        if key not in self._contents:
            source = self._sources[key]
            self._contents[key] = source.read_bytes() if source.is_file() else _zipped(source)
        return self._contents[key]

    def folder_of(self, key: str) -> Path:
        return self._sources[key]


def _zipped(folder: Path) -> bytes:
    """Enough of an archive to have the folder's hash and its small files: big ones take time and nobody reads them here."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size < 100_000):
            archive.write(file, file.relative_to(folder))
    return buffer.getvalue()


ASSETS = Assets()
