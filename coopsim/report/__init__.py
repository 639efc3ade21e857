"""Numbers in; charts, sentences, tables and pages out. Knows no model."""
