"""What no event, log record or span may show."""

KEY = "a-key-that-nobody-may-see"
PROMPT = "An astronaut nobody may read of"
