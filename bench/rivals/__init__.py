"""Those that `factpack validate` is measured against: one program each, started as `python -m rivals.NAME FOLDER`.

Each is held to every constraint of the same package (orders.py), prints those that the package in FOLDER breaks, one a
line, and leaves with the status 1 if there are any. `bench/validation.py --self-test` proves that each finds all.
"""
