import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard } from '@vialog/contracts';

/**
 * Adds a checked package to the folder of a `FolderModelStore`, completely or not at all. Returns the path of the package.
 * @throws {Error} when there is a package with this id: cameras may count with it, and their numbers would change silently;
 *   when the folder cannot be written
 */
export async function addModelPackage(folder: string, card: ModelCard, model: Uint8Array): Promise<string> {
  const path = join(folder, card.id);
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new Error(
      `${path} exists: choose another id, such as ${card.id}-2; a model in use is never replaced`,
    );
  // The name is no model id, so that stores skip the folder while it is written.
  const temporary = join(folder, `.adding-${card.id}-${process.pid}`);
  await mkdir(temporary, { recursive: true }).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`cannot write in ${folder} (${code}): expected a folder that this user may write to`, {
      cause,
    });
  });
  try {
    await writeFile(join(temporary, card.file), model);
    await writeFile(join(temporary, 'model.json'), `${JSON.stringify(card, null, 2)}\n`);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return path;
}
