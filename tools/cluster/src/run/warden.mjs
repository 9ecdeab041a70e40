/**
 * Ends what a cluster leaves behind when it is killed without a chance to do so itself. Told of every process by lines
 * on its input, `+<pid>` when one started and `-<pid>` when one ended; input that ends means the cluster is gone.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const graceMs = 15_000;
const running = new Set();

// Whatever ends the cluster must not end this one first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) running.add(pid);
  else running.delete(pid);
}
signalAll('SIGTERM', (pid) => pid);
for (let waited = 0; waited < graceMs && [...running].some(lives); waited += 100) await sleep(100);
// The whole group: a process that is killed cannot end those it started.
signalAll('SIGKILL', (pid) => -pid);

function signalAll(signal, target) {
  for (const pid of running) {
    try {
      process.kill(target(pid), signal);
    } catch {
      // Gone.
    }
  }
}

function lives(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
