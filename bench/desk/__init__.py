"""What the desk's pages are measured on."""
