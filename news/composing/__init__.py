"""A first draft of a release about an event, in correct sentences of each language.

Pure but for reading the event's newest rows: `facts` gathers them, `arabic` and `english` write.
Nothing is invented: what the event does not say is not said.
"""
