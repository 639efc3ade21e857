"""How much each of several causes, switched on and off together with the others, has to do with an outcome."""
