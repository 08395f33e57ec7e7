"""The commands, one a module: each declares its options, calls what does the work, and prints."""

from types import ModuleType

from factpack.commands import add, anchor, build, check, new, reanchor, show, site, todo, validate

COMMANDS: dict[str, ModuleType] = {
    "check": check,
    "build": build,
    "show": show,
    "site": site,
    "validate": validate,
    "add": add,
    "todo": todo,
    "anchor": anchor,
    "new": new,
    "reanchor": reanchor,
}
"""In the order of the help; a module has HELP, `declare(parser)` and `run(parsed)`, which gives the exit status."""
