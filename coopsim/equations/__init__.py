"""The economics: one small pure function per equation, NumPy only.

Every function is elementwise: it never sums, sorts, draws or looks at another farmer, so it serves one farmer
(plain numbers), all farmers (n,) and all replicates (r, n) alike. Arguments broadcast; nothing is changed in place.
Money is real US$ of 2025, coffee is in quintals of 46 kg green (qq), time is in months unless a name says otherwise.
"""
