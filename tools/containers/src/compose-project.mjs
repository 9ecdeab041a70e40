import { Failure, run } from './commands.mjs';
import { badExits, parseStates, unhealthy } from './compose-state.mjs';
import { untilNone } from './steps.mjs';

const minute = 60_000;
/** Kills every process of a container but the first, which is the init process of the engine or of the image, and itself. */
const killAll = 'kill -9 -1';

/** The containers of `docker-compose.yml`, under a project name that only this run uses. */
export class ComposeProject {
  #compose;
  #options;

  /** @param {{ compose: readonly string[], root: string, env: NodeJS.ProcessEnv }} options */
  constructor({ compose, root, env }) {
    this.#compose = [...compose, '--file', 'docker-compose.yml'];
    this.#options = { cwd: root, env };
  }

  #run(args, limitMs, show = false) {
    const [program, ...first] = this.#compose;
    return run(program, [...first, ...args], { ...this.#options, limitMs, show });
  }

  async #states() {
    return parseStates(await this.#run(['ps', '--all', '--format', 'json'], minute));
  }

  /** Starts the containers and waits until each is healthy. */
  async start() {
    await this.#run(['config', '--quiet'], minute);
    await this.#run(['up', '--detach', '--no-build'], 15 * minute, true);
    await untilNone('healthy containers', async () => unhealthy(await this.#states()), 5 * minute);
  }

  /** Kills the processes of one container of each service, one after the other, and waits until it is healthy again. */
  async killEach() {
    const services = new Map((await this.#states()).map(({ Service, Name }) => [Service, Name]));
    for (const name of services.values()) {
      const killedAt = Date.now();
      const startedAt = await this.#startedAt(name);
      // The connection of this command ends with the container: its exit code says nothing.
      await run('docker', ['exec', name, 'sh', '-c', killAll], { ...this.#options, limitMs: minute }).catch(
        () => undefined,
      );
      const faults = async () =>
        (await this.#startedAt(name)) === startedAt
          ? [`${name} was not restarted`]
          : unhealthy(await this.#states());
      await untilNone(`all healthy after kill -9 in ${name}`, faults, 5 * minute);
      process.stderr.write(
        `  kill -9 in ${name}: healthy after ${((Date.now() - killedAt) / 1000).toFixed(1)} s\n`,
      );
    }
  }

  #startedAt(name) {
    return run('docker', ['inspect', '--format', '{{.State.StartedAt}}', name], {
      ...this.#options,
      limitMs: minute,
    });
  }

  /** @throws {Failure} naming the containers that exited with an unexpected code */
  async stop() {
    await this.#run(['stop'], 3 * minute, true);
    const states = await this.#states();
    for (const { Name, ExitCode } of states) process.stderr.write(`  ${Name} exited with ${ExitCode}\n`);
    const faults = badExits(states);
    if (faults.length > 0) throw new Failure(`containers did not stop cleanly: ${faults.join('; ')}`);
  }

  /** Prints the last log lines of every container that is not healthy. */
  async printFaults() {
    const states = await this.#states();
    const services = states.filter((state) => unhealthy([state]).length > 0).map(({ Service }) => Service);
    process.stderr.write(`${unhealthy(states).join('\n')}\n`);
    if (services.length > 0)
      await this.#run(['logs', '--no-color', '--tail', '40', ...new Set(services)], minute, true);
  }

  /** Removes containers, networks and volumes. */
  remove() {
    return this.#run(['down', '--volumes', '--remove-orphans', '--timeout', '60'], 4 * minute);
  }
}
