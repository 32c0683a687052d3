"""A message as words, by templates: a mail's subject, plain text, HTML, and in short for phones.

    message ─▶ notice | digest (findings on many claims) ─▶ .txt, .html

The files in this folder are ours. A desk puts its own in their place by name, or extends them: ours are always there
as `claimwatch/notice.html` and so on.
"""
