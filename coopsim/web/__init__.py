"""The pages: explore, compare, learn. They know the model through the front door only."""
