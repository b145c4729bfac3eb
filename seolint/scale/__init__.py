"""A run on the workers of Dask: the same pages, facts, judges and reports, exchanged through files. Nothing else imports this."""
