"""Patterns of the field as measurable rows, a file for each family; `coopsim.validation` holds the model against them."""
