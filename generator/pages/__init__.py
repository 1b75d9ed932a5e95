"""Which pages exist: address, template and what each shows. Pure; nothing is rendered here."""
