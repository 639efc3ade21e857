"""How each command's document looks in a terminal; 80 columns are enough."""
