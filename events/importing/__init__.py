"""Tables that others made, read into records: institutions, networks, lists of participants."""
