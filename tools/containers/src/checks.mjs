import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, run } from './commands.mjs';
import { badExits, parseStates, unhealthy } from './compose-state.mjs';

const minute = 60_000;

/** Repeats until `wrong()` returns an empty list. @throws {Failure} with the last list when the limit is exceeded */
async function until(what, wrong, limitMs) {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await wrong();
    if (found.length === 0) return;
    if (Date.now() > deadline)
      throw new Failure(`${what}: not within ${limitMs / 1000} s: ${found.join('; ')}`);
    await sleep(1_000);
  }
}

/** A compose project that is checked from outside. */
export class ComposeProject {
  #compose;
  #options;
  #url;
  #token;

  /** @param {{ compose: readonly string[], root: string, env: NodeJS.ProcessEnv, url: string, token: string }} options */
  constructor({ compose, root, env, url, token }) {
    this.#compose = compose;
    this.#options = { cwd: root, env };
    this.#url = url;
    this.#token = token;
  }

  compose(args, limitMs, show = false) {
    const [program, ...first] = this.#compose;
    return run(program, [...first, ...args], { ...this.#options, limitMs, show });
  }

  async #states() {
    return parseStates(await this.compose(['ps', '--all', '--format', 'json'], minute));
  }

  async start() {
    await this.compose(['config', '--quiet'], minute);
    await this.compose(['up', '--detach', '--no-build'], 15 * minute, true);
    await until('healthy containers', async () => unhealthy(await this.#states()), 10 * minute);
  }

  async #fetch(path, init = {}) {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    const answer = await fetch(this.#url + path, { ...init, headers, signal: AbortSignal.timeout(30_000) });
    if (!answer.ok)
      throw new Failure(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
    return answer.json();
  }

  async registerCamera() {
    const camera = { name: 'Lot', position: [112.2, 31.03], stream: { url: 'synthetic:lot?seed=5' } };
    await this.#fetch('/v1/cameras', { method: 'POST', body: JSON.stringify(camera) });
  }

  /** Waits for a measured slot that began after this call. */
  async counts() {
    const from = Date.now();
    const wrong = async () => {
      const page = await this.#fetch('/v1/events?limit=10&q=kind%3Ameasured').catch(() => ({ items: [] }));
      return page.items.some(({ slotStartAt }) => Date.parse(slotStartAt) > from) ? [] : ['no newer slot'];
    };
    await until('a measured slot', wrong, 5 * minute);
  }

  /** Kills the main process of one container of each service; the engine restarts it. */
  async survivesKills() {
    const services = new Map((await this.#states()).map(({ Service, Name }) => [Service, Name]));
    for (const name of services.values()) {
      const pid = await run('docker', ['inspect', '--format', '{{.State.Pid}}', name], {
        ...this.#options,
        limitMs: minute,
      });
      process.stderr.write(`  kills the main process of ${name}\n`);
      process.kill(Number(pid), 'SIGKILL');
      const restarted = async () => {
        const now = await run('docker', ['inspect', '--format', '{{.State.Pid}}', name], {
          ...this.#options,
          limitMs: minute,
        });
        return now === pid || now === '0' ? [`${name} is not restarted`] : unhealthy(await this.#states());
      };
      await until(`${name} healthy again`, restarted, 5 * minute);
    }
    await this.counts();
  }

  async stop() {
    await this.compose(['stop'], 3 * minute, true);
    const wrong = badExits(await this.#states());
    if (wrong.length > 0) throw new Failure(`containers did not stop cleanly: ${wrong.join('; ')}`);
  }

  remove = () => this.compose(['down', '--volumes', '--timeout', '60'], 5 * minute);
}
