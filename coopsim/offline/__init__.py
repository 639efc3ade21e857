"""What lets a laptop without internet run coopsim: wheels for its system, checked; scripts that start it; pages of help."""
