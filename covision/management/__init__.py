"""The command line: `covision` and its subcommands."""
