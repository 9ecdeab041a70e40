import { join } from 'node:path';
import { Failure, run } from './commands.mjs';

const composeModule = 'github.com/docker/compose/v2@v2.40.3';
const oldest = [2, 20];

/** Whether the output of `compose version --short` is a supported version: `required: false` needs 2.20. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/**
 * The command that runs Docker Compose, as a program and its first arguments.
 *
 * @param {{ cache: string, provision: boolean, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<readonly string[]>}
 * @throws {Failure} naming what is missing
 */
export async function findCompose({ cache, provision, env }) {
  const compiled = join(cache, 'docker-compose-2.40.3');
  for (const command of [['docker', 'compose'], ['docker-compose'], [compiled]]) {
    const [program, ...args] = command;
    const version = await run(program, [...args, 'version', '--short'], { limitMs: 20_000, env }).catch(
      () => '',
    );
    if (isNewEnough(version)) return command;
  }
  if (!provision)
    throw new Failure(
      'Docker Compose 2.20 or newer is missing. Install it, or compile it with Go: npm run containers -- --provision',
    );
  await compile(cache, compiled);
  return [compiled];
}

/** Builds compose as its own main module: `go install` rejects modules with exclude directives. */
async function compile(cache, target) {
  const failed = (error) => {
    throw new Failure(`Docker Compose could not be compiled from its Go module: ${error.message}`);
  };
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' };
  const download = await run('go', ['mod', 'download', '-json', composeModule], {
    limitMs: 300_000,
    env,
    cwd: cache,
  }).catch(failed);
  const args = ['build', '-p', '2', '-trimpath', '-o', target, './cmd'];
  await run('go', args, { limitMs: 1_200_000, env, cwd: JSON.parse(download).Dir }).catch(failed);
}
