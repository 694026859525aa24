"""Small words for computed sentences: two actions, one measure, no risks."""

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number_word(number: int) -> str:
    """Spell a small number, write a larger one: two, 1,204."""
    return SMALL[number] if 0 <= number < len(SMALL) else f"{number:,}"


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many there are of something: two actions, one risk, no measures."""
    return f"{number_word(number)} {one if number == 1 else many or one + 's'}"


def sentence(words: str) -> str:
    """Make words a sentence: a capital first, a full stop last."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}." if words else ""
