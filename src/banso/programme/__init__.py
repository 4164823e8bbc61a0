"""Programme（経営発達支援計画）: the certified plan as the office's own contract.

It reads the plan file, keeps its indicators（目標・指標）and targets, counts what was promised from
the records themselves, and shows target beside result. It is not the place where facts are
recorded (those are the rooms below), nor where they are judged (that is evaluation, above).
"""
