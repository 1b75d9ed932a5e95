"""Whether an identity or residence number keeps its check digit. Pure."""

# The two digits that stand for a letter: A is 10, B 11 … (內政部戶政司, 國民身分證統一編號編碼規則).
_LETTERS = {letter: number for number, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", start=10)}
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)


def is_identity_number(number: str) -> bool:
    """Whether a letter and nine digits, or two letters and eight, are a number that can be given.

    National ones and residence numbers since 2021 (`A1…`, `A8…`), and older residence numbers
    (`AC…`), whose second letter counts with its last digit.
    """
    letters = number[:2].upper() if number[1:2].isalpha() else number[:1].upper()
    digits = number[len(letters) :]
    if not all(letter in _LETTERS for letter in letters) or len(number) != 10:
        return False
    if not (digits.isascii() and digits.isdecimal()):
        return False
    row = [int(digit) for digit in str(_LETTERS[letters[0]])]
    row += [_LETTERS[letter] % 10 for letter in letters[1:]]
    row += [int(digit) for digit in digits]
    return sum(a * b for a, b in zip(row, _WEIGHTS, strict=True)) % 10 == 0
