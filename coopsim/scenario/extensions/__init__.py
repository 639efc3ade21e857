"""The extensions of the model, one file each: parameters that most questions do without (`docs/contributing.md` says how)."""
