import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Limit of a program that prints its version, ms. It only ends one that hangs: a loaded machine takes long to start a program. */
export const programLimitMs = 300_000;

/**
 * How the table of needs examines the machine.
 *
 * @typedef {object} Probe
 * @property {(name: string) => boolean} program whether PATH has an executable of this name
 * @property {(command: string, args: readonly string[]) => boolean} succeeds whether it runs and exits with 0
 * @property {(command: string, args: readonly string[]) => string} output its output, trimmed; '' when it fails
 */

const run = (command, args) => spawnSync(command, args, { encoding: 'utf8', timeout: programLimitMs });

/** @type {Probe} */
export const machine = {
  program: (name) =>
    (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, name))),
  succeeds: (command, args) => run(command, args).status === 0,
  output: (command, args) => {
    const result = run(command, args);
    return result.status === 0 ? result.stdout.trim() : '';
  },
};

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
