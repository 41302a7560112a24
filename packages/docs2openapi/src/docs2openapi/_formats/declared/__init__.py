"""Types of bodies that a page declares in fences, in a language of their own."""
