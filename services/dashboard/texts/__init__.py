"""Articles' text as it is shown: words in their sentence, figures marked, differences between revisions. Pure."""
