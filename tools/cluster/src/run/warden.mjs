/**
 * Stops the processes of a cluster that was killed. The cluster reports each process on standard input, `+<pid>` when it
 * starts and `-<pid>` when it ends; the end of the input means that the cluster is gone.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const graceMs = 15_000;
const running = new Set();

// A signal that stops the cluster must not stop the warden first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) running.add(pid);
  else running.delete(pid);
}
signalAll('SIGTERM', (pid) => pid);
for (let waited = 0; waited < graceMs && [...running].some(lives); waited += 100) await sleep(100);
// The whole group: a killed process cannot stop its children.
signalAll('SIGKILL', (pid) => -pid);

function signalAll(signal, target) {
  for (const pid of running) {
    try {
      process.kill(target(pid), signal);
    } catch {
      // The process has ended.
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
