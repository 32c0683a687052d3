"""Secrets, which stand outside of the configuration: `…_env` names a variable, `…_file` a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.cli.configuration.yaml_file import Source, fault


def resolved(source: Source, data: Any, path: list[str | int], environment: Mapping[str, str] | None) -> Any:
    """The data at a path with every `…_env` and `…_file` key replaced by what it names; without an environment, by "".

    Raises:
        ConfigurationError: it names nothing, or what is not there.
    """
    if isinstance(data, list):
        return [resolved(source, item, [*path, i], environment) for i, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    found: dict[str, Any] = {}
    for key, value in data.items():
        here = [*path, key]
        if isinstance(key, str) and (name := key.removesuffix("_env").removesuffix("_file")) != key:
            if name in data:
                raise fault(source, here, f"{name!r} stands beside it; keep one of the two")
            found[name] = _secret(source, here, value, environment)
        else:
            found[key] = resolved(source, value, here, environment)
    return found


def _secret(source: Source, path: list[str | int], value: object, environment: Mapping[str, str] | None) -> str:
    if not isinstance(value, str):
        raise fault(source, path, "it names nothing; give the name of a variable (…_env) or a file (…_file)")
    if environment is None:
        return ""
    if str(path[-1]).endswith("_env"):
        if not environment.get(value):
            raise fault(source, path, f"the environment has no variable {value!r}, or an empty one; set it")
        return environment[value]
    try:
        content = (source.path.parent / value).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise fault(source, path, f"{value}: {error.strerror}; name a file that can be read") from error
    except UnicodeDecodeError as error:
        raise fault(source, path, f"{value}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    if not content:
        raise fault(source, path, f"{value}: it is empty; write the secret into it")
    return content
