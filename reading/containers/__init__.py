"""Files with other files in them: archives, mails, saved pages, crawls, books."""
