"""Which signs the fonts that we ship can show: read from the fonts themselves."""

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")


@lru_cache(maxsize=8)
def signs_in(folder: Path) -> frozenset[int]:
    """Give every sign that some font of a folder can show."""
    return frozenset(sign for font in sorted(folder.glob("*.[to]tf")) for sign in _signs(font.read_bytes()))


def _signs(font: bytes) -> Iterator[int]:
    """Read the table of an OpenType font that says which signs it has."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = {font[12 + 16 * n : 16 + 16 * n]: struct.unpack_from(">L", font, 20 + 16 * n)[0] for n in range(tables)}
    start = places[b"cmap"]
    (many,) = struct.unpack_from(">H", font, start + 2)
    for offset in {struct.unpack_from(">L", font, start + 8 + 8 * n)[0] for n in range(many)}:
        (shape,) = struct.unpack_from(">H", font, start + offset)
        if shape == 4:
            yield from _in_segments(font, start + offset)
        elif shape == 12:
            yield from _in_groups(font, start + offset)


def _in_segments(font: bytes, at: int) -> Iterator[int]:
    """Read format 4: segments of the signs below 65,536; a segment may hold places without a glyph."""
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 2 * doubled)
    offsets_at = at + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{count}H", font, offsets_at)
    for number in range(count):
        for sign in range(starts[number], min(ends[number], 0xFFFE) + 1):
            glyph = sign
            if offsets[number]:
                place = offsets_at + 2 * number + offsets[number] + 2 * (sign - starts[number])
                (glyph,) = struct.unpack_from(">H", font, place)
                if not glyph:
                    continue
            if (glyph + deltas[number]) % 65_536:
                yield sign


def _in_groups(font: bytes, at: int) -> Iterator[int]:
    """Read format 12: groups of any signs."""
    (count,) = struct.unpack_from(">L", font, at + 12)
    for number in range(count):
        first, last, glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * number)
        yield from range(first if glyph else first + 1, last + 1)
