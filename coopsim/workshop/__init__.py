"""The workshop: members of a cooperative decide, the model does the rest. No page, no phone and no sentence here.

session = Session.begin(Path("taller.jsonl"), plan=90, people=25)   # every decision is a line of that file
session.do("count", question="silent-1", cards={"blue": 14, "orange": 9})
Games(session).round("silent", 1)                                   # what the room's first year brought
rehearse(plan=90)                                                   # all of it with simulated people
"""
