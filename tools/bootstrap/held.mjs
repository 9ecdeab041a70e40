import { readFileSync } from 'node:fs';

const everyMs = 500;

/**
 * Does `work` once when whoever started us is gone: npm ends without telling us when it is told to end, and leaves the
 * shell between us behind when it is killed. Elsewhere than on Linux only our parent is watched.
 */
export function whenNobodyHoldsUs(work) {
  const holders = holdersNow();
  const watch = setInterval(() => {
    if (holdersNow() === holders) return;
    clearInterval(watch);
    work();
  }, everyMs);
  watch.unref();
}

/** Our parent and, where npm started us through a shell, the parent of that. */
function holdersNow() {
  const byNpm = process.env.npm_lifecycle_event !== undefined;
  return `${process.ppid} ${byNpm ? parentOf(process.ppid) : ''}`;
}

function parentOf(pid) {
  try {
    // "pid (name) state parent …"; the name may hold spaces and parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return '';
  }
}
