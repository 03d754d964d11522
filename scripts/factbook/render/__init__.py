"""Two ways out for a page that is a value: HTML for the site, Markdown for everything else."""
