"""The files of a workspace: a place is asked for, the bytes go there, the upload is completed, and Slack works it up.

Source: Slack's documentation, "Working with files", "files.getUploadURLExternal", "files.completeUploadExternal".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from services.demo.slack.calls import Answer, Refused


@dataclass
class Files:
    """What a bot uploaded."""

    url: str = ""
    complete: dict[str, bytes] = field(default_factory=dict)
    """By their ids."""
    unready: int = 0
    """How many of the next messages with a file come before Slack has worked it up."""
    _asked: dict[str, int] = field(default_factory=dict)
    _uploaded: dict[str, bytes] = field(default_factory=dict)

    async def upload_url(self, asked: Answer) -> Answer:
        """files.getUploadURLExternal: a place for so many bytes."""
        if not asked.get("filename") or int(asked.get("length") or 0) < 1:
            raise Refused("invalid_arguments")
        file = f"F{len(self._asked):09}"
        self._asked[file] = int(asked["length"])
        return {"upload_url": f"{self.url}upload/{file}", "file_id": file}

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """The place itself: takes as many bytes as were announced."""
        file, body = request.match_info["file"], await request.read()
        if self._asked.get(file) != len(body):
            return web.Response(status=400)
        self._uploaded[file] = body
        return web.Response(text=f"OK - {len(body)}")

    async def completed(self, asked: Answer) -> Answer:
        """files.completeUploadExternal: without a channel the file is the bot's alone."""
        files: Sequence[Mapping[str, Any]] = asked.get("files") or ()
        if not files:
            raise Refused("invalid_arguments")
        for told in files:
            if told.get("id") not in self._uploaded:
                raise Refused("file_not_found")
        self.complete |= {told["id"]: self._uploaded[told["id"]] for told in files}
        return {"files": [{"id": told["id"], "title": told.get("title")} for told in files]}

    def faults_of(self, blocks: Sequence[Mapping[str, Any]]) -> list[str]:
        """What is wrong with the files that a message shows."""
        return list(self._faults_of(blocks))

    def _faults_of(self, blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        for place, block in enumerate(blocks):
            file = (block.get("slack_file") or {}).get("id")
            if file is None:
                continue
            if file not in self.complete or self.unready > 0:
                self.unready = max(0, self.unready - 1)
                yield f"[ERROR] invalid slack file [json-pointer:/blocks/{place}/slack_file]"
