"""The same month, written with other tools: what coopsim is measured against."""
