"""Short plain reports of one thing by two desks or three: what of them is found."""
