"""One item, many files: a small tree of its text and one writer per format walking that tree.

Lives here: the tree (`document`), what finds runs of the other script (`runs`), reading sanitised
HTML into the tree (`reading`), a writer for each format, the fonts that writers embed, and the
registry through which a section offers its items. Never lives here: queries, permissions, answers
over HTTP, or the name of a section; whoever calls has already decided that this reader may see it.
"""
