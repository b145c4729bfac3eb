// Two bundles: the extension, which VS Code runs in Node, and the script of the panel, which runs in its page;
// and beside them the licences of what they hold.
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const common = { bundle: true, minify: true, target: "es2022", logLevel: "warning", metafile: true };
const built = await Promise.all([
  build({ ...common, entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", platform: "node", format: "cjs", external: ["vscode"] }),
  build({ ...common, entryPoints: ["src/page/page.ts"], outfile: "dist/page.js", platform: "browser", format: "iife" }),
]);

const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
const packages = new Set(inputs.flatMap((path) => path.match(/.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
const notices = await Promise.all([...packages].sort().map(async (folder) => {
  const name = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  if (!name) throw new Error(`${folder} has no licence`);
  return `${folder.replace(/.*node_modules\//, "")}\n\n${await readFile(`${folder}/${name}`, "utf8")}`;
}));
await writeFile("dist/licences.txt", notices.join(`\n${"-".repeat(80)}\n`));
await copyFile("../../LICENSE", "LICENSE");
