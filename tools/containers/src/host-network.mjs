import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Failure, run } from './commands.mjs';

const limitMs = 20_000;
const forwarding = '/proc/sys/net/ipv4/ip_forward';
const bridge = 'docker0';

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
 *
 * @param {NodeJS.ProcessEnv} env variables with which xtables-nft-multi runs
 * @returns {Promise<() => Promise<void>>} restores it; the engine must have ended
 */
export async function rememberNetwork(env) {
  const iptables = (args, input) => run('xtables-nft-multi', args, { limitMs, env, input });
  const forward = readFileSync(forwarding, 'utf8');
  const hadBridge = existsSync(`/sys/class/net/${bridge}`);
  const policy = (await iptables(['iptables', '-S', 'FORWARD'])).split(/\s+/)[2] ?? 'ACCEPT';
  return async () => {
    if (hadBridge) return;
    await iptables(['iptables-restore'], withoutDocker(await iptables(['iptables-save']), policy));
    writeFileSync(forwarding, forward);
    await run('ip', ['link', 'delete', bridge], { limitMs }).catch((error) => {
      throw new Failure(`the network interface ${bridge} remains: ${error.message}`);
    });
  };
}
