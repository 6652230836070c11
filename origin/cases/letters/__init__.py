"""Letters of a case: requests, reminder, hearing, notice of intent, decision; as Markdown, page and PDF."""
