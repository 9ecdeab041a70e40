import { homedir } from 'node:os';
import { join } from 'node:path';

/** The cache folder, shared between clones. Servers that do not run as root must be able to read it, so it is not below /root. */
export function cacheFolder(env) {
  if (env.VIALOG_CACHE_DIR) return env.VIALOG_CACHE_DIR;
  if (process.getuid?.() === 0) return '/var/cache/vialog';
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vialog');
}
