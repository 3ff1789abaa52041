"""Which conversations somebody sees: their own, and of those the ones that a search finds."""

from assistant.sqlite_file import SqliteFile, folded

_AS_TYPED = str.maketrans({sign: f"~{sign}" for sign in "%_~"})  # what LIKE would read as more than itself


def seen_by(reader: str | None, search: str = "") -> tuple[str, tuple[str, ...]]:
    """The condition on conversations ``c``, to stand behind FROM, with its values.

    Args:
        reader: whose they are; None is everybody's. Those from before readers were told apart are everybody's too.
        search: words that must all stand in the name, or in one question with its answer.
    """
    conditions, values = [], []
    if reader is not None:
        conditions.append("c.reader IN (?, '')")
        values.append(reader)
    if words := [f"%{word.translate(_AS_TYPED)}%" for word in folded(search).split()]:
        named, held = (
            " AND ".join(f"{column} LIKE ? ESCAPE '~'" for _ in words)
            for column in ("folded(c.name)", "s.words")
        )
        conditions.append(f"(({named}) OR c.id IN (SELECT s.conversation FROM said s WHERE {held}))")
        values += [*words, *words]
    return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), tuple(values)


def is_seen(file: SqliteFile, reader: str | None, conversation: str) -> bool:
    """Whether a conversation is kept in the file, and is one that the reader sees."""
    where, values = seen_by(reader)
    among = f"SELECT 1 WHERE ? IN (SELECT c.id FROM conversations c{where})"
    return bool(file.read(among, (conversation, *values)))
