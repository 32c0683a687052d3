"""detect reads articles for statements, files them under claims, keeps rolling figures and raises flags."""
