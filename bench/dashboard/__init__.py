"""How long the desk's pages take, and the invented news that they are measured on."""
