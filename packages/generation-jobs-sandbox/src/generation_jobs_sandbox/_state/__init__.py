"""What the imitated providers keep: jobs, what happens to them, and what went over the wire."""
