import { lstat, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StreamFault } from '@vialog/capture';

export type ClipPath =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly fault: StreamFault };

const no = (detail: string, cause: 'rejected' | 'not_found'): ClipPath => ({
  ok: false,
  fault: { reason: 'offline', detail, cause },
});
const rejected = (detail: string): ClipPath => no(detail, 'rejected');

/**
 * The clip a `file:` URL names: a regular file in the media folder after every symbolic link is followed. Both
 * `file:///lot.mp4` (relative to the media folder) and the clip's full path are accepted. Paths outside the folder are
 * rejected with the same message whether they exist or not, so that the response discloses nothing about the disk.
 * @param mediaDir undefined when no folder is set
 */
export async function clipPath(url: string, mediaDir: string | undefined): Promise<ClipPath> {
  if (mediaDir === undefined) return rejected('no folder for clips is set; set VIALOG_MEDIA_DIR');
  const named = pathOf(url);
  if (named === undefined) {
    return rejected('expected a URL like file:///lot.mp4, a path from the folder VIALOG_MEDIA_DIR');
  }
  const folder = await realpath(mediaDir).catch(() => undefined);
  if (folder === undefined) return rejected('the folder VIALOG_MEDIA_DIR does not exist; create it');
  const wanted = isInside(folder, named) || isInside(mediaDir, named) ? named : join(folder, named);
  const path = await realpath(wanted).catch(() => undefined);
  if (path === undefined)
    return no(`there is no ${shown(named)} in the media folder; copy the clip there`, 'not_found');
  if (path === folder) return rejected('the URL names no clip; name one, like file:///lot.mp4');
  if (!isInside(folder, path)) {
    return rejected(
      `${shown(named)} is a symbolic link to a file outside the media folder; copy the clip there`,
    );
  }
  const isFile = (await lstat(path)).isFile();
  return isFile
    ? { ok: true, path }
    : rejected(`${shown(named)} is not a file; name a clip in the media folder`);
}

function pathOf(url: string): string | undefined {
  try {
    const path = fileURLToPath(url);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined; // a host, or an encoded slash
  }
}

function isInside(folder: string, path: string): boolean {
  const rest = relative(folder, path);
  return rest !== '' && !isAbsolute(rest) && rest !== '..' && !rest.startsWith(`..${sep}`);
}

/** Only the last part: the message must not disclose the folders of the server. */
const shown = (path: string): string => path.split(sep).at(-1) || 'such clip';
