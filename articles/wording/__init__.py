"""Did anyone say this?  Pasted words are compared with quotations, word by word."""
