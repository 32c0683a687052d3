"""How well reading reads: public sets and our own labels, each with the part worked on and the part set aside."""
