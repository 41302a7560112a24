"""The actions of a first overlay, by what they do."""
