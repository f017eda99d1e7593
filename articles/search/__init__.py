"""Finding quotations and articles: what may be asked, who answers, how fast counts are had."""
