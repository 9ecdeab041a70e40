import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, run, succeeds } from './commands.mjs';
import { buildStandIn } from './stand-ins.mjs';

/** Base images that the generated files name: `FROM` of the Dockerfile and `image:` of servers in the compose file. */
export function baseImages(dockerfile, composeFile) {
  const stages = [...dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm)];
  const names = new Set(stages.map(([, , name]) => name));
  const built = stages.map(([, image]) => image).filter((image) => !names.has(image));
  const run = [...composeFile.matchAll(/^ {4}image: (\S+)$/gm)].map(([, image]) => image);
  return [...new Set([...built, ...run.filter((image) => !image.startsWith('vialog-'))])];
}

/** Names of the images that the Dockerfile builds, which are its stages without the one that compiles. */
export const builtImages = (dockerfile) =>
  [...dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm)]
    .map(([, stage]) => stage)
    .filter((stage) => stage !== 'build');

/** Builds every image of the Dockerfile under the name that the compose file uses. */
export async function buildImages({ root, env, limitMs }) {
  for (const stage of builtImages(readFileSync(join(root, 'Dockerfile'), 'utf8'))) {
    const args = ['build', '--force-rm', '--target', stage, '--tag', `vialog-${stage}`, root];
    await run('docker', args, { limitMs, env, show: true });
  }
}

/**
 * Makes every base image available.
 *
 * @throws {Failure} when an image can neither be pulled nor, with `standIns`, be built
 */
export async function provideBaseImages({ root, cache, env, standIns }) {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  for (const image of baseImages(read('Dockerfile'), read('docker-compose.yml'))) {
    if (await succeeds('docker', ['image', 'inspect', image], env)) continue;
    if (standIns) await buildStandIn(image, { cache, env, root });
    else
      await run('docker', ['pull', image], { limitMs: 600_000, env, show: true }).catch((error) => {
        throw new Failure(
          `cannot pull ${image}: ${error.message}\nWithout the public registry: npm run containers -- --provision --stand-ins`,
        );
      });
  }
}
