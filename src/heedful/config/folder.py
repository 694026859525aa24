"""The data folder: everything one organisation keeps, in one place."""

import json
import os
import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DataFolder:
    """A folder with the database, the attachments and the secret of one organisation."""

    path: Path
    id: str
    secret: str

    @property
    def database(self) -> Path:
        """Say where SQLite keeps the organisation."""
        return self.path / "heedful.sqlite3"

    @property
    def attachments(self) -> Path:
        """Say where attached files lie, under names that tell nothing."""
        return self.path / "attachments"

    @property
    def past(self) -> Path:
        """Say where rebuilt days are kept; all of it can be deleted."""
        return self.path / "past"


def open_folder(path: Path) -> DataFolder:
    """Open a data folder, or make a new one that only its owner can read."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    facts_file = path / "folder.json"
    if not facts_file.exists():
        facts = {"id": uuid.uuid4().hex, "secret": secrets.token_urlsafe(50)}
        fresh = path / f".folder-{secrets.token_hex(4)}.json"
        fresh.write_text(json.dumps(facts))
        fresh.chmod(0o600)
        try:
            os.link(fresh, facts_file)  # atomic: of two processes that start at once, one wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    facts = json.loads(facts_file.read_text())
    return DataFolder(path=path, id=facts["id"], secret=facts["secret"])


def chosen_path() -> Path:
    """Name the folder that HEEDFUL_DATA chooses, or `data` beside where we stand."""
    return Path(os.environ.get("HEEDFUL_DATA", "data")).resolve()
