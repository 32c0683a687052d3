"""What is flagged in real articles that nobody altered, held against labels made by hand."""
