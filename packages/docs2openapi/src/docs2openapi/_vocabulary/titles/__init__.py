"""The words of titles: in other languages, and over the values of a field."""
