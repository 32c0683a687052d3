"""A claim's figures as a drawing: statements in, SVG out, for pages, mails, messages and files alike.

    statements ─plots▶ chart ─▶ quantity | presence ─▶ SVG ─▶ titled ─▶ png

Every shape has presentation attributes, so that it is a picture anywhere, and a class, by which a page's own style
sheet gives it the colours of day and night. There is no inline style: our pages forbid it. What colour tells, shape or
words tell too. Pure.
"""
