"""What a chart and a tree of voices show, from statements as they are listed. Pure."""
