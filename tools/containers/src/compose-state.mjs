/**
 * One container as `compose ps --format json` prints it.
 *
 * @typedef {{ Name: string, Service: string, State: string, Health: string, ExitCode: number }} ContainerState
 */

/** Reads `compose ps --format json`: a JSON array, or one object per line since Compose 2.21. @returns {ContainerState[]} */
export function parseStates(text) {
  if (text === '') return [];
  if (text.startsWith('[')) return JSON.parse(text);
  return text.split('\n').map((line) => JSON.parse(line));
}

/** What is wrong with running containers, one sentence each. @param {readonly ContainerState[]} states */
export const unhealthy = (states) =>
  states
    .filter(({ State, Health }) => State !== 'running' || Health !== 'healthy')
    .map(({ Name, State, Health }) => `${Name} is ${State}${Health ? ` and ${Health}` : ''}`);

/** What is wrong with stopped containers: Java exits with 143 on SIGTERM, everything else with 0. */
export const badExits = (states) =>
  states
    .filter(({ Service, ExitCode }) => ExitCode !== (Service === 'elasticsearch' ? 143 : 0))
    .map(({ Name, ExitCode }) => `${Name} exited with ${ExitCode}`);
