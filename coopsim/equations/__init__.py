"""The economics: one small pure function per equation, of plain numbers or of NumPy arrays.

Every function is elementwise: it never sums, sorts, draws or looks at another farmer, so it serves one farmer
(plain numbers), all farmers (n,) and all replicates (r, n) alike. Arguments broadcast; nothing is changed in place.
Compiled code may call what is marked `@equation`, with numbers: an equation chooses with `where` and bounds with `clip`.
Money is real US$ of 2025, coffee is in quintals of 46 kg green (qq), time is in months unless a name says otherwise.
"""
