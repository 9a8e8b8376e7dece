"""Settings, part of the roof: `base` reads the environment; the others differ by little.

Nothing exists only in production, and nothing here is imported by a room.
"""
