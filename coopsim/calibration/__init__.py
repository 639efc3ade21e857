"""A scenario fitted to a cooperative's ledger: who delivered how much of what, at which prices.

`ledger` reads the file, `faced` says what each row's member could choose between, `unknowns` what is estimated and how likely it
is beforehand, `chances` how often a rule delivers, by the rule's own functions, `likelihood` how likely a ledger is, `posterior`
draws from what is left possible; `stepwise` replays a ledger household by household, by which rules without a likelihood are
fitted too (`by_simulation`); `hold_out` predicts what was held back, `ridges` says what cannot be told apart.
"""
