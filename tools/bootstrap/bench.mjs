/** `npm run bench`: measures Vialog side by side with bare tools and writes docs/benchmarks.md. */
import { main, must } from './stages.mjs';
import { buildAll, findNode, installDependencies, toolEnv } from './toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  await buildAll(node);
  const args = ['--conditions=@vialog/source', 'tools/bench/src/main.ts', ...process.argv.slice(2)];
  await must('The bench', node, args, { env: toolEnv(node) });
});
