"""Site: the MkDocs side. Events, the build, the theme's frame around pages, policies, and facts in curated pages.

In: a project and MkDocs' configuration. Out: a folder with the whole site. Everything that knows MkDocs stands here or in the preview.
"""
