"""Which names of people and bodies an article has, and which of them are one."""
