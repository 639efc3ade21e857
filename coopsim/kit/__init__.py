"""The papers of a workshop as PDF, made of the programme's texts and of one rehearsal. Needs the extra `kit` (ReportLab).

played = rehearse(90)                                              # pictures and figures are this rehearsal's
write_papers(Path("stick"), played, languages=("es", "en"), papers=("a4", "letter"))
"""
