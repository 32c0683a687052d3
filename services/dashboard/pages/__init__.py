"""Pages for people: HTML made on the server, from the same views that programs get."""
