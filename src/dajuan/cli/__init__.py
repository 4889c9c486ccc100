"""The ``dajuan`` command: arguments in, printing out, nothing else. Each command's module is imported when it is called."""
