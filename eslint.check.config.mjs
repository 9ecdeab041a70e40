import base from './eslint.config.mjs';
import { typeErrors } from './tools/lint/src/type-errors.ts';

/** Lint and types by one program: what `npm run check` asks. Editors and `npm test` have a compiler of their own. */
export default [
  ...base,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { vialog: { rules: { 'type-errors': typeErrors } } },
    rules: { 'vialog/type-errors': 'error' },
  },
];
