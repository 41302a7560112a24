"""What everything else is made of: lives, media, faults, and the requests that providers answer."""
