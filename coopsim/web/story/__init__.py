"""One run told beside the same run without what changed it: all that a page draws, as plain numbers and sentences."""
