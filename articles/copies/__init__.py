"""Articles that are one text: wire copy that outlets print, its updates and corrections."""
