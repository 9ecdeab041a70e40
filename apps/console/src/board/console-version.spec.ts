import { beforeEach, describe, expect, it } from '@jest/globals';
import { reloadForNewVersion, type VersionPorts } from './console-version.ts';

const pageWith = (script: string): string =>
  `<script src="/color-scheme.js"></script><script type="module" crossorigin src="${script}"></script>`;

describe('reloadForNewVersion', () => {
  let page: string;
  let reloads: number;
  let stored: Map<string, string>;
  const ports = (own: string): VersionPorts => ({
    fetchPage: () => Promise.resolve(page),
    ownScript: () => own,
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    },
    reload: () => (reloads += 1),
  });

  beforeEach(() => {
    page = pageWith('/assets/index-b2.js');
    reloads = 0;
    stored = new Map();
  });

  it('does not reload while the server has the version that runs', async () => {
    await reloadForNewVersion(ports('/assets/index-b2.js'));
    expect(reloads).toBe(0);
  });

  it('reloads once for a new version, also if the page is still the old one then', async () => {
    for (let i = 0; i < 3; i += 1) await reloadForNewVersion(ports('/assets/index-a1.js'));
    expect(reloads).toBe(1);
  });

  it('reloads again for the version after that', async () => {
    await reloadForNewVersion(ports('/assets/index-a1.js'));
    page = pageWith('/assets/index-c3.js');
    await reloadForNewVersion(ports('/assets/index-b2.js'));
    expect(reloads).toBe(2);
  });

  it('does not reload for a page of a proxy, which has no script of the console', async () => {
    page = '<h1>Maintenance</h1>';
    await reloadForNewVersion(ports('/assets/index-a1.js'));
    expect(reloads).toBe(0);
  });
});
