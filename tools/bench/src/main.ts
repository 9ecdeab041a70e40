/**
 * `npm run bench [-- [--quick] <part> …]`: compares Vialog with the plain tools and writes docs/benchmarks.md. Without a
 * part all run but those on request. `--quick` only prints: short runs are not representative.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { root, surroundings } from './machine.ts';
import type { Part } from './part.ts';
import { parts } from './parts.ts';
import { sectionOf, tableOf, withSection } from './report.ts';

const file = `${root}docs/benchmarks.md`;

function chosen(names: readonly string[]): readonly Part[] {
  if (names.length === 0) return parts.filter((part) => !part.onRequest);
  return names.map((name) => {
    const part = parts.find((known) => known.name === name);
    if (part) return part;
    throw new Error(
      `there is no part "${name}"; expected one of ${parts.map((known) => known.name).join(', ')}`,
    );
  });
}

async function runPart(part: Part, quick: boolean): Promise<void> {
  const progress = (line: string): void => void process.stderr.write(`  ${line}\n`);
  process.stderr.write(`▸ ${part.name}: ${part.title}\n`);
  const where = surroundings();
  const rows = await part.run({ quick, progress });
  process.stdout.write(`\n${part.title} (${where.machine})\n${tableOf(rows)}\n\n`);
  if (!quick) writeFileSync(file, withSection(document(), part, sectionOf(part, rows, where)));
}

function document(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
try {
  // Sequential, because parallel runs would distort each other.
  for (const part of chosen(positionals)) await runPart(part, values.quick);
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
