import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeAdministratorToken } from '@vialog/access';

/**
 * The administrator token in the file `administrator.token` of the data folder. A missing file is created (mode 0600).
 *
 * @throws {Error} when the file exists but cannot be read: a new token would end all sessions
 */
export async function administratorTokenIn(dataDir: string): Promise<string> {
  const path = join(dataDir, 'administrator.token');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT')
      throw new Error(
        `The administrator token in ${path} cannot be read (${code}). Give Vialog read access, or set VIALOG_ADMIN_TOKEN.`,
        { cause },
      );
  }
  const token = makeAdministratorToken(randomBytes);
  await writeFile(path, `${token}\n`, { mode: 0o600, flag: 'wx' });
  return token;
}
