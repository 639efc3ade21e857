"""From runs to worlds, and from worlds to a sentence: the noise of runs is taken out before a share of worlds is judged.

Pure functions of arrays: effects of shape (worlds, runs, effects), missing where a run was dropped with its pair. Inside,
an effect is counted in smallest effects that would matter, so that 1 is the bound and units do not matter (Eq. J1 to J11).
"""
