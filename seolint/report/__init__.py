"""Reports: one reporter, one file; each turns an outcome into text."""
