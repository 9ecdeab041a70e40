import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDefinitionName, type DefinitionFile, type OwnDefinitions } from '@vialog/analytics';

/** Files of a folder that are read; more are left out. */
const maxFiles = 200;
/** A definition has ten lines. */
const maxBytes = 64 * 1024;

type Read = Awaited<ReturnType<OwnDefinitions['read']>>;
type Rejected = Read['rejected'][number];

/** The YAML files of a folder by name, without its subfolders. A file that cannot be read is listed and left out. */
export async function readDefinitionFolder(
  folder: string,
  { mayBeMissing }: { readonly mayBeMissing: boolean },
): Promise<Read> {
  const names = await namesIn(folder, mayBeMissing);
  if (!Array.isArray(names)) return { files: [], rejected: [names] };
  const files: DefinitionFile[] = [];
  const rejected = names.slice(maxFiles).map((name) => faultOf(name, `expected at most ${maxFiles} files`));
  for (const name of names.slice(0, maxFiles)) {
    const text = await textOf(join(folder, name));
    if (typeof text === 'string') files.push({ name, text });
    else rejected.push(faultOf(name, text.message));
  }
  return { files, rejected };
}

const faultOf = (file: string, message: string): Rejected => ({ file, line: 1, message });

async function namesIn(folder: string, mayBeMissing: boolean): Promise<string[] | Rejected> {
  try {
    return (await readdir(folder)).filter(isDefinitionName).sort();
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && mayBeMissing) return [];
    return faultOf(basename(folder), `expected a readable folder (${code}); correct VIALOG_ANALYTICS_DIR`);
  }
}

async function textOf(path: string): Promise<string | { readonly message: string }> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) return { message: `expected at most ${maxBytes} bytes, found ${size}` };
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return { message: `expected a readable file (${code})` };
  }
}
