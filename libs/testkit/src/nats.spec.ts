import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { missingNats, startNats, type NatsPlace, type NatsUnderTest } from './nats.ts';
import { describeUnless } from './system-needs.ts';

describeUnless(missingNats(), describe)('a broker for one test', () => {
  let server: NatsUnderTest | undefined;
  afterEach(() => server?.remove());

  test('a broker starts again on the same port and folder after it was killed', async () => {
    let place: NatsPlace | undefined;
    server = await startNats({
      config: (given) => {
        place = given;
        return `listen: 127.0.0.1:${given.port}\njetstream { store_dir: "${given.folder}" }\n`;
      },
    });
    const before = server.pid;
    await server.kill();
    await expect(reach(server.port)).rejects.toThrow(/ECONNREFUSED/);
    await server.start();
    expect(server.pid).not.toBe(before);
    await reach(server.port);
    await server.remove();
    expect(existsSync(place?.folder ?? '')).toBe(false);
  });

  test('a frozen broker can be stopped', async () => {
    server = await startNats();
    server.freeze();
    await server.stop();
    await expect(reach(server.port)).rejects.toThrow(/ECONNREFUSED/);
  });

  test('a broker reports why it did not start', async () => {
    await expect(startNats({ config: () => 'listen: nonsense' })).rejects.toThrow(
      /did not start: .*nonsense/s,
    );
  });
});

function reach(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
