"""The rules of the programme（経営発達支援計画）: plain Python over the plan file, no database.

``document`` is the plan as frozen values, ``tally`` makes it from a file or says what is wrong,
``showing`` gives it out, ``checking`` finds where a plan contradicts itself, ``achievement`` and
``forecast`` are the two calculations of the target table.
"""
