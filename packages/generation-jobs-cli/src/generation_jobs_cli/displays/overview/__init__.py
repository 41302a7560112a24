"""The display for many refs on a terminal: counts, a panel of sections while they are waited for, and a report."""
