"""What divides the worlds: what traders pass on, boxes of two or three limits, and how much is chance."""
