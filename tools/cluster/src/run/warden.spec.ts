import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const warden = fileURLToPath(new URL('./warden.mjs', import.meta.url));

const idle = () =>
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });

it('the warden stops the processes of a killed cluster, but none that was reported as ended', async () => {
  const [left, other] = [idle(), idle()];
  const gone = once(left, 'exit');
  const child = spawn(process.execPath, [warden], { stdio: ['pipe', 'ignore', 'inherit'] });
  // The process id of `other` is reported as ended: another process may use the number now.
  child.stdin.write(`+${left.pid}\n+${other.pid}\n-${other.pid}\n`);
  const wardenGone = once(child, 'exit');
  child.stdin.end();
  expect((await gone)[1]).toBe('SIGTERM');
  await wardenGone;
  expect(other.exitCode).toBeNull();
  other.kill('SIGKILL');
});
