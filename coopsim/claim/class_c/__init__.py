"""What is left of the headline's worlds when the rows that are parts of the claim (class C) rule worlds out too: no evidence."""
