// Speaks to the real yaml-language-server as an editor does. Reads a request from standard input and prints the answer:
//   {root, files: [path, …], completions: [{path, line, character}, …]}
//   → {diagnostics: {path: […]}, completions: [[label, …], …], hovers: [text, …]}
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const rpc = require("vscode-jsonrpc/node");

const request = JSON.parse(readFileSync(0, "utf8"));
const server = spawn(process.execPath, [require.resolve("yaml-language-server/bin/yaml-language-server"), "--stdio"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const connection = rpc.createMessageConnection(
  new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin),
);
const settings = { yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false }, ...request.settings } };
const found = new Map();
const waiting = new Map();

connection.onRequest("workspace/configuration", ({ items }) =>
  items.map(({ section }) => (section === "yaml" ? settings.yaml : section ? null : settings)),
);
connection.onRequest("client/registerCapability", () => null);
connection.onRequest("workspace/workspaceFolders", () => null);
connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
  found.set(uri, diagnostics);
  waiting.get(uri)?.();
});
connection.listen();

await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: pathToFileURL(request.root).href,
  capabilities: {
    textDocument: { hover: { contentFormat: ["markdown"] }, publishDiagnostics: {} },
    workspace: { configuration: true },
  },
});
connection.sendNotification("initialized", {});
connection.sendNotification("workspace/didChangeConfiguration", { settings });

// the server waits a fifth of a second before it looks at a file: all are opened at once
await Promise.all(request.files.map((path) => {
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, "utf8");
  connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
  return new Promise((resolve) => waiting.set(uri, resolve));
}));

const completions = [];
const hovers = [];
for (const { path, line, character } of request.completions ?? []) {
  const place = { textDocument: { uri: pathToFileURL(path).href }, position: { line, character } };
  const answer = await connection.sendRequest("textDocument/completion", place);
  completions.push((answer?.items ?? []).map((item) => item.label));
}
for (const { path, line, character } of request.hovers ?? []) {
  const place = { textDocument: { uri: pathToFileURL(path).href }, position: { line, character } };
  hovers.push((await connection.sendRequest("textDocument/hover", place))?.contents?.value ?? "");
}

const diagnostics = Object.fromEntries(request.files.map((path) => [path, found.get(pathToFileURL(path).href)]));
await new Promise((resolve) => process.stdout.write(JSON.stringify({ diagnostics, completions, hovers }), resolve));
process.exit(0);
