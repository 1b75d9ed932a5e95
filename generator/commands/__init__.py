"""Commands of the command line, one module per subject: arguments in, a call, words out."""
