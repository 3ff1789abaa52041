"""What can happen to a file that lies on a disk: six kinds for the tests, and random ones for the soak."""

import random
from collections.abc import Callable
from pathlib import Path


def _middle(raw: bytes, put: Callable[[int], bytes]) -> bytes:
    length = max(1, min(4096, len(raw) // 4))
    at = (len(raw) - length) // 2
    return raw[:at] + put(length) + raw[at + length :]


def _inverted(raw: bytes) -> bytes:
    return bytes(byte ^ 0xFF for byte in raw)


KINDS: dict[str, Callable[[bytes], bytes | None]] = {
    "deleted": lambda raw: None,
    "emptied": lambda raw: b"",
    "cut in half": lambda raw: raw[: len(raw) // 2],
    "zeroed at its head": lambda raw: bytes(min(100, len(raw))) + raw[100:],
    "zeroed in its middle": lambda raw: _middle(raw, bytes),
    "full of garbage": lambda raw: random.Random(len(raw)).randbytes(len(raw)),
}


def damage(path: Path, kind: str) -> bool:
    """Do it in a way that leaves files linked to this one alone; False where the bytes were so already."""
    raw = path.read_bytes()
    put = KINDS[kind](raw)
    return _replaced(path, raw, put)


def mutate(path: Path, chance: random.Random) -> str:
    """Change a file at random: one bit, a cut, a range zeroed or inverted, or bytes put on its end.

    Returns:
        What was done, in words; "" where the bytes were so already.
    """
    raw = path.read_bytes()
    at = chance.randrange(len(raw)) if raw else 0
    until = min(len(raw), at + chance.choice((1, 16, 512, 4096)))
    bit = bytes([raw[at] ^ 1 << chance.randrange(8)]) if raw else b"\x01"
    done, put = chance.choice(
        (
            (f"a bit at {at} flipped", raw[:at] + bit + raw[at + 1 :]),
            (f"cut at {at}", raw[:at]),
            (f"{at} to {until} zeroed", raw[:at] + bytes(until - at) + raw[until:]),
            (f"{at} to {until} inverted", raw[:at] + _inverted(raw[at:until]) + raw[until:]),
            ("a tail put on", raw + chance.randbytes(chance.randint(1, 100))),
        )
    )
    return done if _replaced(path, raw, put) else ""


def _replaced(path: Path, raw: bytes, put: bytes | None) -> bool:
    if put == raw:
        return False
    path.unlink()  # a generation may share a file with the one before it; the disk harms one of them here
    if put is not None:
        path.write_bytes(put)
    return True
