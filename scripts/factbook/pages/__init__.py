"""The generated pages: what stands on the page of each entity and on each index, as values."""
