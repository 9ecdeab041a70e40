import { readFileSync } from 'node:fs';

const checkIntervalMs = 500;

/**
 * Calls `stop` once when the process that started this one has exited. npm exits on SIGTERM without forwarding it, and
 * leaves the shell between us running when it is killed. On systems other than Linux only the direct parent is watched.
 */
export function onParentExit(stop) {
  const initial = parents();
  const timer = setInterval(() => {
    if (parents() === initial) return;
    clearInterval(timer);
    stop();
  }, checkIntervalMs);
  timer.unref();
}

/** Our parent and, if npm started us through a shell, the parent of that shell. */
function parents() {
  const startedByNpm = process.env.npm_lifecycle_event !== undefined;
  return `${process.ppid} ${startedByNpm ? parentOf(process.ppid) : ''}`;
}

function parentOf(pid) {
  try {
    // Format of proc(5): "pid (name) state ppid …"; the name may contain spaces and parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return '';
  }
}
