/** `npm run fuzz`: feeds changed and invalid bytes to everything that reads bytes of cameras. */
import { main, must } from './stages.mjs';
import { findNode, installDependencies, toolEnv } from './toolchain.mjs';

await main(async () => {
  await installDependencies();
  const node = findNode();
  const args = ['--conditions=@vialog/source', 'tools/fuzz/src/main.ts', ...process.argv.slice(2)];
  await must('The fuzzing', node, args, { env: toolEnv(node) });
});
