// Programs: looking for one, and running one without a shell.
import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import * as path from "node:path";

const windows = process.platform === "win32";
export const inEnvironment = (root: string, name: string): string =>
  path.join(root, windows ? "Scripts" : "bin", windows ? `${name}.exe` : name);

export async function isProgram(file: string): Promise<boolean> {
  return access(file, windows ? constants.F_OK : constants.X_OK).then(() => true, () => false);
}

/** The first program of this name on the PATH; folders that are named relatively, such as the current one, do not count. */
export async function onPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env["PATH"] ?? "").split(path.delimiter).filter((each) => path.isAbsolute(each))) {
    const file = path.join(folder, windows ? `${name}.exe` : name);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

/** What a program prints; rejects with what it says on its standard error. `folder` is where it runs. */
export function run(file: string, args: string[], folder: string, seconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { cwd: folder, timeout: seconds * 1000, maxBuffer: 16_000_000 }, (error, out, err) => {
      if (error) reject(new Error(err.trim() || error.message));
      else resolve(out.trim());
    });
  });
}
