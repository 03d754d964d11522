"""The search of a large site: its size, its answers, and what becomes of it when the site is published anew."""
