"""The number grammar: digits in news styles, words, and both mixed → exact numbers or vague intervals.

    1,200 · 10 000 · 1.2m · 2.5 million · 3½ · 2 1/2 · twenty-five · two hundred and six · three point one · a dozen ·
    two and a half million · two thirds · hundreds of thousands · several hundred · twenty-first · minus five

The words of a number become one token, so that every later rule sees a number as one thing. What it counts, and
whether it counts anything at all, is not asked here (`quantities` does).
"""
