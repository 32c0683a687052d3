"""What people at the desk work with: its pages and accounts, the claims they watch, the verdicts they give."""
