// Markdown with footnotes in one minimal layout; no other template language runs over the pages.
const Server = require("@11ty/eleventy-dev-server");

// The preview listens on every interface by itself.
Server.prototype._serverListen = function (port) {
  this.server.listen({ port, host: "127.0.0.1" });
};

module.exports = (config) => {
  config.amendLibrary("md", (markdown) => markdown.use(require("markdown-it-footnote")));
  config.addGlobalData("layout", "page.liquid");
  return { dir: { input: "docs", includes: "../layouts", output: "_site" }, markdownTemplateEngine: false };
};
