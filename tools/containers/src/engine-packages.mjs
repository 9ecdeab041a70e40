import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './commands.mjs';

/** Debian packages of the engine and of stand-in images. They are unpacked into the cache: installing them would start services. */
const packages = [
  'docker.io',
  'debootstrap',
  'containerd',
  'runc',
  'tini',
  'iptables',
  'libip4tc2',
  'libip6tc2',
  'libmnl0',
  'libnetfilter-conntrack3',
  'libnfnetlink0',
  'libnftnl11',
  'libxtables12',
];

/** Downloads and unpacks the packages into the folder `packages`, once. @param {string} folder */
export async function unpackPackages(folder) {
  const target = join(folder, 'packages');
  const programs = join(target, 'usr/sbin');
  if (existsSync(join(programs, 'iptables'))) return;
  mkdirSync(target, { recursive: true });
  await run('apt-get', ['download', ...packages], { limitMs: 300_000, cwd: folder });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.deb'))) {
    await run('dpkg', ['-x', join(folder, name), target], { limitMs: 120_000 });
    rmSync(join(folder, name));
  }
  // An installation would create these links.
  for (const name of ['iptables', 'ip6tables', 'iptables-save', 'ip6tables-save'])
    symlinkSync('xtables-nft-multi', join(programs, name));
}
