import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Failure, run } from './commands.mjs';

const limitMs = 20_000;
const forwarding = '/proc/sys/net/ipv4/ip_forward';
const interfaces = '/sys/class/net';

/**
 * The rules of `iptables-save` without those of Docker, for `iptables-restore`.
 *
 * @param {string} rules
 * @param {string} forwardPolicy policy of the chain FORWARD, which Docker sets to DROP
 */
export function withoutDocker(rules, forwardPolicy) {
  const kept = rules.split('\n').filter((line) => !/\bDOCKER\b|\bdocker0\b|\bbr-[0-9a-f]{12}\b/.test(line));
  return `${kept.join('\n').replace(/^:FORWARD \w+/m, `:FORWARD ${forwardPolicy}`)}\n`;
}

/**
 * Remembers what an engine changes on the host outside its containers: IP forwarding, rules of the packet filter and a bridge.
 * The state is kept in a file until it is restored, because a killed run does not restore it.
 *
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env variables with which xtables-nft-multi runs
 * @returns {Promise<() => Promise<void>>} restores it; the engine must have ended
 */
export async function rememberNetwork(file, env) {
  const iptables = (args, input) => run('xtables-nft-multi', args, { limitMs, env, input });
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(await readNetwork(iptables)));
  const { forward, policy, hadBridge } = JSON.parse(readFileSync(file, 'utf8'));
  return async () => {
    if (!hadBridge) {
      await iptables(['iptables-restore'], withoutDocker(await iptables(['iptables-save']), policy));
      writeFileSync(forwarding, forward);
      await removeBridges();
    }
    rmSync(file);
  };
}

/** A bridge that exists belongs to another Docker: then nothing is restored. */
async function readNetwork(iptables) {
  const [, , policy = 'ACCEPT'] = (await iptables(['iptables', '-S', 'FORWARD'])).split(/\s+/);
  return {
    forward: readFileSync(forwarding, 'utf8'),
    policy,
    hadBridge: existsSync(`${interfaces}/docker0`),
  };
}

async function removeBridges() {
  for (const name of readdirSync(interfaces).filter((each) => /^(docker0|br-[0-9a-f]{12})$/.test(each)))
    await run('ip', ['link', 'delete', name], { limitMs }).catch((error) => {
      throw new Failure(`the network interface ${name} remains: ${error.message}`);
    });
}
