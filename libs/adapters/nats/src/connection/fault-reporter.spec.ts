import { expect, it } from '@jest/globals';
import { FaultReporter } from './fault-reporter.ts';

it('logs a fault once until the operation succeeds', () => {
  const lines: string[] = [];
  const faults = new FaultReporter((line) => lines.push(line));
  for (const line of ['unreachable', 'full', 'unreachable', 'full']) faults.report(line);
  expect(lines).toEqual(['unreachable', 'full']);
  faults.reset();
  faults.report('unreachable');
  expect(lines).toEqual(['unreachable', 'full', 'unreachable']);
});

it('logs the recovery only after a fault', () => {
  const lines: string[] = [];
  const faults = new FaultReporter((line) => lines.push(line));
  faults.reset('reachable again');
  expect(lines).toEqual([]);
  faults.report('unreachable');
  faults.reset('reachable again');
  faults.reset('reachable again');
  expect(lines).toEqual(['unreachable', 'reachable again']);
});
