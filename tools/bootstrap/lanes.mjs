import { readFileSync } from 'node:fs';

/** Durations of the longest tasks in a run on two cores, s; update them from the list at the end of `npm test`. */
const durations = JSON.parse(readFileSync(new URL('test-durations.json', import.meta.url), 'utf8'));
/** Duration of the other tasks, s. */
const defaultSeconds = 10;

/** Name of a task as Nx prints it, for example `@vialog/events:test`. */
export const nameOf = ({ project, target }) => `${project}:${target}`;

const secondsOf = (task) => durations[nameOf(task)] ?? defaultSeconds;
const sum = (lane) => lane.reduce((total, task) => total + secondsOf(task), 0);

/** Distributes tasks to lanes of about equal duration: the longest task first, always to the shortest lane. */
export function balancedLanes(tasks, number) {
  const lanes = Array.from({ length: number }, () => []);
  for (const task of [...tasks].sort((a, b) => secondsOf(b) - secondsOf(a)))
    lanes.reduce((shortest, lane) => (sum(lane) < sum(shortest) ? lane : shortest)).push(task);
  return lanes.filter((lane) => lane.length > 0);
}
