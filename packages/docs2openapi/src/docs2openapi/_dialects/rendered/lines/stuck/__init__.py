"""Lines of which a part sticks to another one."""
