"""The command line: `coopsim COMMAND`."""
