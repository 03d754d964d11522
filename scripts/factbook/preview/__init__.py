"""The preview: what is saved shows at once, in a browser that stays where it is; what is wrong shows in place of the pages."""
