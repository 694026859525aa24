"""Pages of what is known of customers: indicators, accounts, drivers, themes, and what was told to them."""
