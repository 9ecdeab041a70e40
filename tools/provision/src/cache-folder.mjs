import { homedir } from 'node:os';
import { join } from 'node:path';

/** Shared between clones. Servers that never run as root must be able to read it: not below root's own home. */
export function cacheFolder(env) {
  if (env.VIALOG_CACHE_DIR) return env.VIALOG_CACHE_DIR;
  if (process.getuid?.() === 0) return '/var/cache/vialog';
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vialog');
}
