"""Announcements that jobs have ended: streams of server-sent events, and callbacks."""
