"""The official form: empty, filled, or as the draft of this year."""
