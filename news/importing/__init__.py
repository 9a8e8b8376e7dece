"""Reading what other people wrote: text files, Word documents and pasted text become a proposal.

Here live the checks on a file (`problems`, `signatures`, `package`), the readers that turn it into
blocks (`reading`, `text`, `docx`), the searches for repeats and for what does not belong to the
text (`repeats`, `noise`, `endings`, `mentions`), and the proposal with its report (`proposal`).
What never lives here: models, queries, requests, settings. Nothing here saves, and nothing here
invents a date, a place or a person: what the text mentions is reported, people enter it.
"""
