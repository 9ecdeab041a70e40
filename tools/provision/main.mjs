import { parseArgs } from 'node:util';
import { ensure, mayFetch, mayInstall, needs, report } from './src/index.mjs';

// Exit codes: 0 nothing is missing, 1 something is missing, 2 invalid arguments.
const usage = `usage: node tools/provision/main.mjs [--provision] [${needs.map((need) => need.name).join('] [')}]`;

function main() {
  const { positionals } = parseArgs({
    options: { provision: { type: 'boolean' } },
    allowPositionals: true,
  });
  const names = positionals.length > 0 ? positionals : needs.map((need) => need.name);
  const response = ensure(names, { install: mayInstall(), fetch: mayFetch() });
  const lines = report(response);
  console.log(lines.length > 0 ? lines.join('\n') : `present: ${response.present.join(', ')}`);
  return response.missing.length > 0 ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(`${error.message}\n${usage}`);
  process.exitCode = 2;
}
