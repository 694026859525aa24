"""Rules the database itself keeps, whatever path leads to it."""

from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections

ENTRY = "core_entry"
_HASHED = ("uuid", "act", "by", "kind", "object", "n", "t", "bytes", "leaf", "salt", "body", "subject")


def _audited() -> list[tuple[str, bool]]:
    """List the audited tables, and whether they have readable keys."""
    return [
        (m._meta.db_table, any(f.column == "key" for f in m._meta.concrete_fields))
        for m in apps.get_models()
        if getattr(m, "table", "") == "row"
    ]


def _sqlite(table: str, keyed: bool) -> list[str]:
    """Refuse an update that skips a version, and a removal without its entry."""
    drawn = " AND NOT (OLD.key IS NULL AND NEW.key IS NOT NULL AND NEW.version = OLD.version)" if keyed else ""
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_version BEFORE UPDATE ON {table}"
        f" WHEN NEW.version <> OLD.version + 1{drawn}"
        f" BEGIN SELECT RAISE(ABORT, 'a row changes only with its history'); END",
        f"CREATE TRIGGER IF NOT EXISTS {table}_kept BEFORE DELETE ON {table} WHEN NOT EXISTS"
        f" (SELECT 1 FROM {ENTRY} WHERE object = OLD.id AND n = OLD.version + 1)"
        f" BEGIN SELECT RAISE(ABORT, 'a row goes only with its history'); END",
    ]


def _sqlite_entry() -> list[str]:
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _HASHED)
    return [
        f"CREATE TRIGGER IF NOT EXISTS {ENTRY}_kept BEFORE DELETE ON {ENTRY}"
        f" BEGIN SELECT RAISE(ABORT, 'entries stay'); END",
        f"CREATE TRIGGER IF NOT EXISTS {ENTRY}_fixed BEFORE UPDATE ON {ENTRY} WHEN {changed}"
        f" OR (NEW.personal_body IS NOT OLD.personal_body AND NEW.personal_body IS NOT NULL)"
        f" OR (NEW.position IS NOT OLD.position AND OLD.position IS NOT NULL)"
        f" BEGIN SELECT RAISE(ABORT, 'entries stay as they were written'); END",
    ]


_POSTGRES_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION heedful_version() RETURNS trigger AS $$ BEGIN
  IF NEW.version <> OLD.version + 1 THEN
    IF NEW.version = OLD.version AND (to_jsonb(OLD)->>'key') IS NULL AND (to_jsonb(NEW)->>'key') IS NOT NULL THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a row changes only with its history';
  END IF; RETURN NEW; END $$ LANGUAGE plpgsql;
CREATE OR REPLACE FUNCTION heedful_kept() RETURNS trigger AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM {ENTRY} WHERE object = OLD.id AND n = OLD.version + 1) THEN
    RAISE EXCEPTION 'a row goes only with its history';
  END IF; RETURN OLD; END $$ LANGUAGE plpgsql;
CREATE OR REPLACE FUNCTION heedful_entry_kept() RETURNS trigger AS $$ BEGIN
  RAISE EXCEPTION 'entries stay'; END $$ LANGUAGE plpgsql;
CREATE OR REPLACE FUNCTION heedful_entry_fixed() RETURNS trigger AS $$ BEGIN
  IF ({" OR ".join('NEW."' + name + '" IS DISTINCT FROM OLD."' + name + '"' for name in _HASHED)})
     OR (NEW.personal_body IS DISTINCT FROM OLD.personal_body AND NEW.personal_body IS NOT NULL)
     OR (NEW."position" IS DISTINCT FROM OLD."position" AND OLD."position" IS NOT NULL) THEN
    RAISE EXCEPTION 'entries stay as they were written';
  END IF; RETURN NEW; END $$ LANGUAGE plpgsql;
"""


def _postgres(table: str) -> list[str]:
    pairs = (
        [("version", "UPDATE"), ("kept", "DELETE")]
        if table != ENTRY
        else [("entry_kept", "DELETE"), ("entry_fixed", "UPDATE")]
    )
    return [
        f"CREATE OR REPLACE TRIGGER {table}_{name} BEFORE {when} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION heedful_{name}()"
        for name, when in pairs
    ]


def set_triggers(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Set every trigger whose table is there; run after each migrate."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if ENTRY not in present:
        return
    tables = [(table, keyed) for table, keyed in _audited() if table in present]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTIONS)
            statements = [s for table, _ in [*tables, (ENTRY, False)] for s in _postgres(table)]
        else:
            statements = [s for table, keyed in tables for s in _sqlite(table, keyed)] + _sqlite_entry()
        for statement in statements:
            cursor.execute(statement)


def missing_triggers(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Name the triggers that should be there and are not; the start refuses with any."""
    connection = connections[using]
    wanted = {f"{table}_{name}" for table, _ in _audited() for name in ("version", "kept")}
    if connection.vendor == "postgresql":
        wanted |= {f"{ENTRY}_entry_kept", f"{ENTRY}_entry_fixed"}
        question = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    else:
        wanted |= {f"{ENTRY}_kept", f"{ENTRY}_fixed"}
        question = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(question)
        return sorted(wanted - {row[0] for row in cursor.fetchall()})
